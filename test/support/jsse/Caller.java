import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * One call by Java's own TLS: `port=N ca=FILE [protocols=A,B] [cert=FILE key=FILE] [host=NAME]`.
 * Posts an empty request and reads to the end. How it ends is said on standard error; what
 * the other side makes of it is what is tested.
 */
public final class Caller {
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      options.put(pair[0], pair[1]);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(options), trust(options), null);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1",
        Integer.parseInt(options.get("port")))) {
      socket.setSoTimeout(10_000);
      SSLParameters parameters = socket.getSSLParameters();
      if (options.containsKey("protocols")) {
        parameters.setProtocols(options.get("protocols").split(","));
      }
      socket.setSSLParameters(parameters);
      String head = "POST /jx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      while (answer.read() >= 0) { }
    } catch (Exception error) {
      System.err.println(error);
    }
  }

  private static javax.net.ssl.KeyManager[] keys(Map<String, String> options) throws Exception {
    if (!options.containsKey("cert")) return null;
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, none);
    byte[] encoded = Base64.getMimeDecoder().decode(
        Files.readString(Path.of(options.get("key"))).replaceAll("-----[^-]+-----", ""));
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    store.setKeyEntry("own", key, none, certificates(options.get("cert")));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  private static javax.net.ssl.TrustManager[] trust(Map<String, String> options) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", certificates(options.get("ca"))[0]);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Certificate[] certificates(String file) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))))
        .toArray(Certificate[]::new);
  }
}
