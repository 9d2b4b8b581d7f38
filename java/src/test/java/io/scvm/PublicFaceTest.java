package io.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What users see, and nothing else. */
class PublicFaceTest {
  private static Set<Class<?>> publicClasses() throws Exception {
    final Set<Class<?>> result = new java.util.LinkedHashSet<>();
    final Path folder = Paths.get(Scvm.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("io/scvm");
    try (Stream<Path> files = Files.list(folder)) {
      for (final Path file : (Iterable<Path>) files.sorted()::iterator) {
        final String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          final Class<?> type = Class.forName("io.scvm." + name.substring(0, name.length() - 6), false, Scvm.class.getClassLoader());
          if (Modifier.isPublic(type.getModifiers())) {
            result.add(type);
          }
        }
      }
    }
    return result;
  }

  @Test
  @DisplayName("the public classes are the nouns, their columns, the exception, the stop and the module; all others are values")
  void classes() throws Exception {
    final Set<String> names = new TreeSet<>();
    for (final Class<?> type : publicClasses()) {
      if (!type.isRecord() && !type.isEnum() && !type.getSimpleName().endsWith("Columns")) {
        names.add(type.getSimpleName());
      }
    }
    assertEquals(
        Set.of("CustomerBase", "ScoreTable", "Scorer", "ScoringModel", "Scvm", "ScvmException", "Stop"), names);
  }

  @Test
  @DisplayName("no public member shows a pointer, an underscore or a finalizer")
  void members() throws Exception {
    for (final Class<?> type : publicClasses()) {
      for (final Method method : type.getDeclaredMethods()) {
        assertFalse(method.getName().equals("finalize"), type + " has a finalizer");
        if (Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers())) {
          assertTrue(method.getName().matches("[A-Za-z]([A-Za-z0-9]|(?<=[0-9])_(?=[0-9]))*"), type + "." + method.getName());
          assertFalse(method.getName().matches("(?i).*(swig|cptr|pointer).*"), type + "." + method.getName());
        }
      }
      for (final Field field : type.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers()) || Modifier.isProtected(field.getModifiers())) {
          assertTrue(field.isEnumConstant(), type + "." + field.getName());
        }
      }
    }
  }

  @Test
  @DisplayName("the error codes are the twelve that all languages share")
  void codes() {
    assertEquals(12, ErrorCode.values().length);
    assertEquals(1, ErrorCode.DOMAIN.number());
    assertEquals(4, ErrorCode.BAD_RECORD.number());
    assertEquals(11, ErrorCode.STOPPED.number());
    for (final ErrorCode each : ErrorCode.values()) {
      assertEquals(each, ErrorCode.of(each.number()));
    }
  }
}
