<?php
// The same Put as PHP's own SoapServer serves it: decoded, kept by its messageId in a file that
// is synced, and answered. `php -S` speaks no TLS, which is in its favour.
class Jx
{
    public function PutDocument($parameters)
    {
        $folder = getenv('BENCH_FOLDER');
        $name = $folder . '/' . sha1($parameters->messageId);
        $file = @fopen($name, 'x');
        if ($file === false) {
            return ['PutDocumentResult' => false];
        }
        fwrite($file, $parameters->data);
        fsync($file);
        fclose($file);
        return ['PutDocumentResult' => true];
    }
}

$server = new SoapServer(getenv('BENCH_WSDL'), ['cache_wsdl' => WSDL_CACHE_BOTH]);
$server->setClass('Jx');
$server->handle(file_get_contents('php://input'));
