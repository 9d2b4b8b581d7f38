package org.example.scvm;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A MariaDB server of the test's own: own data, own loopback port, gone with the test. */
final class MariaDbServer implements AutoCloseable {
  private final Path folder;
  private Process process;
  private int port;

  MariaDbServer(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    final List<String> command = new ArrayList<>(List.of(
        program("mariadb-install-db"), "--no-defaults", "--datadir=" + folder.resolve("data"),
        "--auth-root-authentication-method=normal", "--skip-test-db", "--user=" + System.getProperty("user.name")));
    run(command);
    start();
  }

  /** Starts the server on the data that it has, e.g. after kill(). */
  void start() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 3; attempt++) { // the free port may be taken in between
      port = freePort();
      process = builder(List.of(
          program("mariadbd"), "--no-defaults", "--datadir=" + folder.resolve("data"), "--bind-address=127.0.0.1",
          "--port=" + port, "--socket=" + folder.resolve("socket"), "--pid-file=" + folder.resolve("pid"),
          "--user=" + System.getProperty("user.name"), "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=8M",
          "--collation-server=utf8mb4_general_ci", "--character-set-server=utf8mb4"))
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log())).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      if (answers()) {
        return;
      }
    }
    throw new IOException("mariadbd does not start: " + Files.readString(log().toPath()));
  }

  /** Pulls the plug: the server gets no chance to write anything. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?rewriteBatchedStatements=true";
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "root", "");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
    }
  }

  private boolean answers() throws InterruptedException {
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      try (Connection connection = connect("")) {
        return connection.isValid(1);
      } catch (SQLException e) {
        Thread.sleep(100);
      }
    }
    process.destroyForcibly().waitFor();
    return false;
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    final Process started = builder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log())).start();
    if (started.waitFor() != 0) {
      throw new IOException(command + " failed: " + Files.readString(log().toPath()));
    }
  }

  /** With a folder of its own for what is temporary: a server that starts removes the temporary tables of others. */
  private ProcessBuilder builder(List<String> command) {
    final ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TMPDIR", folder.toString());
    return builder;
  }

  private File log() {
    return folder.resolve("log").toFile();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  // Debian keeps the server where only root's path leads.
  private static String program(String name) throws IOException {
    final List<String> folders = new ArrayList<>(Arrays.asList(System.getenv("PATH").split(File.pathSeparator)));
    folders.addAll(List.of("/usr/sbin", "/usr/bin"));
    for (final String place : folders) {
      if (Files.isExecutable(Path.of(place, name))) {
        return Path.of(place, name).toString();
      }
    }
    throw new IOException(name + " is not installed: on Debian, mariadb-server has it");
  }
}
