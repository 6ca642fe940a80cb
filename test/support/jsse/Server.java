import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
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
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Java's own TLS for interoperability tests, as a server and as a caller. Reads orders from standard input,
 * one a line: `listen ID cert=FILE key=FILE kind=RSA|DSA protocols=A,B suites=A,B
 * auth=none|want|need ca=FILE`. Answers `listening ID PORT`, and for each connection
 * `session ID PROTOCOL SUITE PEER` or `failed ID MESSAGE`. Ends when standard input ends.
 *
 * With `also-cert`, `also-key` and `also-kind` it has a second certificate. With `relay=PORT`
 * it is a TLS terminator: what comes goes to that port of this machine in the clear.
 *
 * `call ID port=N ca=FILE` and, if wanted, `protocols=A,B` and `cert=FILE key=FILE kind=RSA`:
 * posts an empty request to a port of this machine and reads to the end; answers `called ID`,
 * with what went wrong. What the other side makes of it is what is tested.
 *
 * What it serves otherwise: `ECHO n\n` and n bytes come back as they came, and again; `SINK n\n`
 * takes n bytes and answers `ok\n`; `POST` is HTTP with a Content-Length, echoed; `CLOSE\n`
 * closes properly; `CUT\n` closes the TCP connection alone.
 */
public final class Server {
  public static void main(String[] arguments) throws Exception {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    say("ready " + Runtime.version());
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] words = line.trim().split(" ");
      if (words.length < 2) continue;
      Map<String, String> options = new HashMap<>();
      for (int at = 2; at < words.length; at++) {
        String[] pair = words[at].split("=", 2);
        options.put(pair[0], pair[1]);
      }
      try {
        switch (words[0]) {
          case "listen" -> listen(words[1], options);
          case "call" -> start(() -> call(words[1], options));
          default -> say("failed " + words[1] + " unknown order");
        }
      } catch (Exception error) {
        say("failed " + words[1] + " " + error);
      }
    }
    System.exit(0);
  }

  private static synchronized void say(String line) {
    System.out.println(line.replace('\n', ' '));
    System.out.flush();
  }

  private static void listen(String id, Map<String, String> options) throws Exception {
    SSLServerSocket server =
        (SSLServerSocket)
            contextFor(options)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    server.setEnabledProtocols(options.get("protocols").split(","));
    server.setEnabledCipherSuites(options.get("suites").split(","));
    String auth = options.getOrDefault("auth", "none");
    if (auth.equals("need")) server.setNeedClientAuth(true);
    if (auth.equals("want")) server.setWantClientAuth(true);
    say("listening " + id + " " + server.getLocalPort());
    start(
        () -> {
          while (true) {
            Socket socket = server.accept();
            start(() -> serve(id, (SSLSocket) socket, options.get("relay")));
          }
        });
  }

  private static void call(String id, Map<String, String> options) {
    String outcome = "";
    try (SSLSocket socket =
        (SSLSocket)
            contextFor(options)
                .getSocketFactory()
                .createSocket("127.0.0.1", Integer.parseInt(options.get("port")))) {
      socket.setSoTimeout(10_000);
      String protocols = options.get("protocols");
      if (protocols != null) socket.setEnabledProtocols(protocols.split(","));
      String head = "POST /jx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
      String request = head + "Content-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (Exception error) {
      outcome = " " + error;
    }
    say("called " + id + outcome);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception error) {
                // A closed connection; what matters was said.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void relay(SSLSocket socket, int port) throws Exception {
    try (Socket plain = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      start(
          () -> {
            try (socket) {
              plain.getInputStream().transferTo(socket.getOutputStream());
            }
          });
      socket.getInputStream().transferTo(plain.getOutputStream());
    }
  }

  private static void serve(String id, SSLSocket socket, String relay) throws Exception {
    try (socket) {
      socket.startHandshake();
      SSLSession session = socket.getSession();
      say("session " + id + " " + session.getProtocol() + " " + session.getCipherSuite() + " " + peer(session));
      if (relay != null) {
        relay(socket, Integer.parseInt(relay));
        return;
      }
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      for (String line = line(in); line != null; line = line(in)) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "ECHO" -> echo(in, out, Long.parseLong(words[1]));
          case "SINK" -> {
            echo(in, OutputStream.nullOutputStream(), Long.parseLong(words[1]));
            out.write("ok\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
          }
          case "POST" -> post(in, out);
          case "CUT" -> {
            System.exit(0);
          }
          default -> {
            return;
          }
        }
      }
      say("ended " + id);
    } catch (Exception error) {
      say("failed " + id + " " + error);
      throw error;
    }
  }

  private static String peer(SSLSession session) {
    try {
      return ((java.security.cert.X509Certificate) session.getPeerCertificates()[0])
          .getSubjectX500Principal().getName();
    } catch (Exception error) {
      return "-";
    }
  }

  private static void echo(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[65536];
    for (long left = length; left > 0; ) {
      int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (got < 0) throw new EOFException();
      out.write(buffer, 0, got);
      left -= got;
    }
    out.flush();
  }

  private static void post(InputStream in, OutputStream out) throws IOException {
    long length = 0;
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      String[] header = line.split(":", 2);
      if (header[0].equalsIgnoreCase("content-length")) length = Long.parseLong(header[1].trim());
    }
    String head = "HTTP/1.1 200 OK\r\ncontent-length: " + length + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    echo(in, out, length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') return line.toString().trim();
      line.append((char) read);
    }
    return null;
  }

  private static SSLContext contextFor(Map<String, String> options) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    char[] password = "unused".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    for (String prefix : new String[] {"", "also-"}) {
      if (!options.containsKey(prefix + "cert")) continue;
      Certificate[] chain =
          factory
              .generateCertificates(new ByteArrayInputStream(read(options.get(prefix + "cert"))))
              .toArray(new Certificate[0]);
      keys.setKeyEntry("server" + prefix, key(options, prefix), password, chain);
    }
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("SunX509");
    keyManagers.init(keys, password);
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(
        "ca", factory.generateCertificate(new ByteArrayInputStream(read(options.get("ca")))));
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private static byte[] read(String file) throws IOException {
    return Files.readAllBytes(Path.of(file));
  }

  private static PrivateKey key(Map<String, String> options, String prefix) throws Exception {
    String pem = new String(read(options.get(prefix + "key")), StandardCharsets.US_ASCII);
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
    return KeyFactory.getInstance(options.get(prefix + "kind")).generatePrivate(spec);
  }
}
