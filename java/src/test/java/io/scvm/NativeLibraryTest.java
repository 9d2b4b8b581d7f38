package io.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test loads the library in a JVM of its own. */
class NativeLibraryTest {
  @TempDir Path directory;

  /** What the JVM runs. */
  static final class PrintVersion {
    public static void main(String[] args) {
      System.out.println("scvm " + Scvm.version());
    }
  }

  private int exitCode;

  private static String folderOf(Class<?> type) throws Exception {
    return Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  // Runs PrintVersion with the runtime directory that is given; returns what it printed.
  private String run(Path runtimeDirectory, String... options) throws Exception {
    final List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(folderOf(Scvm.class) + System.getProperty("path.separator") + folderOf(PrintVersion.class));
    command.add(PrintVersion.class.getName());
    final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_RUNTIME_DIR", runtimeDirectory.toString());
    final Process process = builder.start();
    final String printed = new String(process.getInputStream().readAllBytes());
    exitCode = process.waitFor();
    return printed;
  }

  private Path notADirectory(String name) throws IOException {
    return Files.createFile(directory.resolve(name));
  }

  private static void assertEmpty(Path path) throws IOException {
    try (Stream<Path> left = Files.list(path)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  @DisplayName("the version is the one of the build")
  void version() {
    assertEquals(System.getProperty("scvm.version"), Scvm.version());
  }

  @Test
  @DisplayName("the library is loaded by way of the temporary directory, and nothing stays there")
  void temporaryDirectory() throws Exception {
    final String printed = run(notADirectory("runtime"), "-Djava.io.tmpdir=" + directory.resolve("tmp"));
    assertEquals("scvm " + Scvm.version(), printed.strip());
    assertEmpty(directory.resolve("tmp"));
  }

  @Test
  @DisplayName("where the temporary directory cannot be used, another one is")
  void fallback() throws Exception {
    final Path runtime = Files.createDirectory(directory.resolve("runtime"));
    final String printed = run(runtime, "-Djava.io.tmpdir=" + notADirectory("tmp"));
    assertEquals("scvm " + Scvm.version(), printed.strip());
    assertEmpty(runtime);
  }

  @Test
  @DisplayName("where no directory can be used, one error names the platform and each of them")
  void nowhere() throws Exception {
    final Path tmp = notADirectory("tmp");
    final Path runtime = notADirectory("runtime");
    final Path home = notADirectory("home");
    final String printed = run(runtime, "-Djava.io.tmpdir=" + tmp, "-Duser.home=" + home);
    assertNotEquals(0, exitCode);
    for (final String part : new String[] {NativeLibrary.platform(), tmp + ":", runtime + ":", home + "", NativeLibrary.OVERRIDE}) {
      assertTrue(printed.contains(part), "\"" + part + "\" is not in " + printed);
    }
  }

  @Test
  @DisplayName("a platform that the jar does not know is named")
  void unknownPlatform() throws Exception {
    final String printed = run(directory, "-Dos.name=Plan 9", "-Dos.arch=z80");
    assertNotEquals(0, exitCode);
    assertTrue(printed.contains("UnsatisfiedLinkError"), printed);
    assertTrue(printed.contains("native/plan_9-z80/"), printed);
  }

  @Test
  @DisplayName("the override names a file or its directory, and is the only place then")
  void override() throws Exception {
    final Path library =
        Paths.get(folderOf(Scvm.class), "io", "scvm", "native", NativeLibrary.platform(), System.mapLibraryName("scvm_java"));
    final String[] useless = {"-Djava.io.tmpdir=" + notADirectory("tmp"), "-Duser.home=" + notADirectory("home")};
    final Path runtime = notADirectory("runtime");
    assertEquals("scvm " + Scvm.version(), run(runtime, useless[0], useless[1], "-Dscvm.library.path=" + library).strip());
    assertEquals(
        "scvm " + Scvm.version(), run(runtime, useless[0], useless[1], "-Dscvm.library.path=" + library.getParent()).strip());

    final Path missing = directory.resolve("missing.so");
    final String printed = run(runtime, "-Dscvm.library.path=" + missing);
    assertNotEquals(0, exitCode);
    assertTrue(printed.contains(missing.toString()), printed);
  }
}
