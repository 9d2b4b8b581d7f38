import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes javadoc of the comments that SWIG copies from core/swig into its Java classes: "name: text" becomes a parameter,
 * "Gives …" what is returned, "Throws error{code} …" an exception, and a comment that begins with what is returned says so.
 * Usage: java FinishComments.java FOLDER
 */
class FinishComments {
  private static final Pattern COMMENT = Pattern.compile("( *)/\\*\\*\n((?: *\\* {2}.*\n)+) *\\*/\n([^{;]*)");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+): (.*)");
  private static final Pattern DECLARED = Pattern.compile("(\\w+)\\s*(?=[,)])");
  private static final Pattern NAME = Pattern.compile("([\\w.<>\\[\\]]+ )?(\\w+)\\(");

  public static void main(String[] arguments) throws IOException {
    final List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
      files = found.filter(each -> each.toString().endsWith(".java")).toList();
    }
    for (final Path file : files) {
      Files.writeString(file, COMMENT.matcher(Files.readString(file)).replaceAll(FinishComments::finished));
    }
  }

  private static String finished(java.util.regex.MatchResult found) {
    final String indent = found.group(1);
    final String declaration = found.group(3);
    final StringBuilder result = new StringBuilder(indent + "/**\n");
    for (final String line : lines(found.group(2), declaration)) {
      result.append(indent).append(" * ").append(line).append('\n');
    }
    return Matcher.quoteReplacement(result.append(indent).append(" */\n").append(declaration).toString());
  }

  private static List<String> lines(String comment, String declaration) {
    final List<String> parameters = new ArrayList<>();
    final int open = declaration.indexOf('(');
    if (open >= 0) {
      final Matcher declared = DECLARED.matcher(declaration.substring(open));
      while (declared.find()) {
        parameters.add(declared.group(1));
      }
    }
    final Map<String, String> parts = new LinkedHashMap<>(); // "" is what comes before all tags
    String last = "";
    for (final String each : comment.split("\n")) {
      String line = each.replaceFirst("^ *\\* *", "").replaceFirst("<br>$", "").strip();
      final Matcher parameter = PARAMETER.matcher(line);
      if (parameter.matches() && parameters.contains(camel(parameter.group(1)))) {
        last = "@param " + camel(parameter.group(1));
        line = parameter.group(2);
      } else if (line.startsWith("Gives ")) {
        last = "@return";
        line = line.substring("Gives ".length());
      } else if (line.startsWith("Throws error{")) {
        last = "@throws ScvmException";
        line = line.substring("Throws ".length());
      }
      parts.merge(last, line, (before, more) -> before + "\n" + more);
    }
    final List<String> result = new ArrayList<>();
    parts.forEach(
        (tag, text) -> {
          if (tag.isEmpty()) {
            text = gives(declaration) && !parts.containsKey("@return") ? returned(text) : text;
          } else if (result.get(result.size() - 1).startsWith("@") || !tag.startsWith("@")) {
            text = tag + " " + text;
          } else {
            result.add("");
            text = tag + " " + text;
          }
          result.addAll(List.of(linked(text).split("\n")));
        });
    return result;
  }

  /** Whether it is a method with a result. */
  private static boolean gives(String declaration) {
    final Matcher name = NAME.matcher(declaration);
    return name.find() && name.group(1) != null && !name.group(1).equals("void ") && !name.group(1).equals("public ");
  }

  private static String returned(String text) {
    final Matcher end = Pattern.compile("(?<!e\\.g)\\.(?=\\s|$)").matcher(text);
    final int at = end.find() ? end.start() : text.length();
    final boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    final String first = word || text.startsWith("A ") ? text.substring(0, 1).toLowerCase(Locale.ROOT) : text.substring(0, 1);
    return "{@return " + first + text.substring(1, at) + "}" + (at < text.length() ? text.substring(at + 1) : "");
  }

  private static String linked(String text) {
    return Pattern.compile("error\\{(\\w+)\\}")
        .matcher(text.replaceAll("`([^`]*)`", "{@code $1}"))
        .replaceAll(found -> "{@link ErrorCode#" + found.group(1).toUpperCase(Locale.ROOT) + "}");
  }

  private static String camel(String name) {
    return Pattern.compile("_([a-z])").matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
  }
}
