package io.scvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds and loads the native library: where {@code -Dscvm.library.path} says, else the one inside this jar, by way of a
 * directory that lasts only as long as the loading.
 */
final class NativeLibrary {
  static final String OVERRIDE = "scvm.library.path";

  /** What the native library looks for beside itself, before it looks in the system. */
  private static final String BESIDE = "libnlopt.so.0";

  private NativeLibrary() {}

  static void load() {
    final String file = System.mapLibraryName("scvm_java");
    final String override = System.getProperty(OVERRIDE);
    final List<String> tried = new ArrayList<>();
    final boolean loaded = override != null ? loadFrom(override, file, tried) : loadFromJar(file, tried);
    if (!loaded) {
      throw new UnsatisfiedLinkError(
          "scvm has no native library for " + platform() + " that loads. Tried:\n  " + String.join("\n  ", tried)
              + "\n-D" + OVERRIDE + "=FILE names another one.");
    }
  }

  /** For example "linux-x86_64": the folder of the library inside the jar. */
  static String platform() {
    final String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    final String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    final String shortSystem =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : system.replace(' ', '_');
    final String shortMachine =
        machine.equals("amd64") ? "x86_64" : machine.equals("arm64") ? "aarch64" : machine;
    return shortSystem + "-" + shortMachine;
  }

  private static boolean loadFrom(String override, String file, List<String> tried) {
    final Path path = Paths.get(override).toAbsolutePath();
    return loadFile(Files.isDirectory(path) ? path.resolve(file) : path, "-D" + OVERRIDE + ": ", tried);
  }

  private static boolean loadFromJar(String file, List<String> tried) {
    final String folder = "native/" + platform() + "/";
    if (NativeLibrary.class.getResource(folder + file) == null) {
      tried.add("the jar: it holds no io/scvm/" + folder + file);
      return false;
    }
    for (final Path parent : parents()) {
      if (loadBy(parent, folder, file, tried)) {
        return true;
      }
    }
    return false;
  }

  // The temporary directory is often mounted so that nothing in it may be executed: hence the other two.
  private static Set<Path> parents() {
    final Set<Path> result = new LinkedHashSet<>();
    result.add(Paths.get(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    final String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && !runtime.isEmpty()) {
      result.add(Paths.get(runtime).toAbsolutePath());
    }
    result.add(Paths.get(System.getProperty("user.home"), ".cache").toAbsolutePath());
    return result;
  }

  private static boolean loadBy(Path parent, String folder, String file, List<String> tried) {
    final List<Path> written = new ArrayList<>(); // the directory, then what is in it
    try {
      final Path directory = Files.createTempDirectory(Files.createDirectories(parent), "scvm-");
      written.add(directory);
      for (final String name : List.of(BESIDE, file)) {
        try (InputStream in = NativeLibrary.class.getResourceAsStream(folder + name)) {
          if (in != null) {
            written.add(directory.resolve(name));
            Files.copy(in, directory.resolve(name));
          }
        }
      }
      return loadFile(directory.resolve(file), "", tried);
    } catch (IOException e) {
      tried.add(parent + ": " + e);
      return false;
    } finally {
      remove(written);
    }
  }

  private static boolean loadFile(Path path, String note, List<String> tried) {
    try {
      System.load(path.toString());
      return true;
    } catch (UnsatisfiedLinkError e) {
      tried.add(note + e.getMessage()); // names the path
      return false;
    }
  }

  // A loaded library needs its file no more, except on Windows: there it goes when the JVM ends, the files before the
  // directory, which is the reverse of the order in which they are registered.
  private static void remove(List<Path> written) {
    for (int i = written.size() - 1; i >= 0; --i) {
      try {
        Files.deleteIfExists(written.get(i));
      } catch (IOException e) {
        for (final Path path : written) {
          path.toFile().deleteOnExit();
        }
        return;
      }
    }
  }
}
