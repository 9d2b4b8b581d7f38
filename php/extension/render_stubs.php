<?php
// Writes php/stubs/scvm.php, what an editor needs to know of the extension: its signatures as PHP tells them, and the
// comments of core/swig. Usage: php -n -d extension=SCVM.SO render_stubs.php --write|--check SOURCE
declare(strict_types=1);

[, $mode, $source] = $argv;

/** Comments and declarations by "class::function", of the forms that PHP has. */
function declarations(string $source): array
{
    $found = [];
    foreach (['php/extension/scvm_php.i', 'core/swig/base_tables.i', 'core/swig/nouns.hpp'] as $file) {
        $class = '';
        $comment = [];
        $declared = '';
        foreach (file("$source/$file", FILE_IGNORE_NEW_LINES) as $line) {
            if (preg_match('~^ *///? ?(.*)~', $line, $match) && strpos($line, '///') !== false) {
                $comment[] = $match[1];
                continue;
            }
            if (preg_match('/^(?:%extend scvm::swig::|class )(\w+) \{/', $line, $match)) {
                $class = $match[1];
                if ($comment) {
                    $found[$class] = [$comment, ''];
                }
                $comment = [];
                continue;
            }
            $declared .= ' ' . trim($line);
            if ($comment && (strpos($line, ')') !== false || strpos($line, ';') !== false)) {
                preg_match('/(\w+)\(/', $declared, $match);
                $key = (str_starts_with($line, ' ') && $class !== '' ? $class : '') . '::' . ($match[1] ?? '');
                $found[$key] = $found[$key] ?? [$comment, $declared];
                $comment = [];
            }
            if (!$comment) {
                $declared = '';
            }
        }
    }
    return $found;
}

const LISTS = [
    'texts& ' => 'list<string|int|null>', 'span<const double> ' => 'list<float|int|null>',
    'span<const std::int64_t> ' => 'list<int|null>', 'span<const std::int32_t> ' => 'list<int|null>',
];
const RESULTS = [
    'vector<std::string> ' => 'list<string>', 'span<const double> ' => 'list<float>', 'span<const std::int32_t> ' => 'list<int>',
    'vector<scvm::crm::rejected_row> ' => 'list<array{table: string, row: int, code: int, reason: string}>',
];

/** Comments as PHP has it. */
function told(array $lines): array
{
    return preg_replace('/error\{(\w+)\}/', 'ScvmException ($1)', $lines);
}

/** The comment of a function. */
function comment(array $found, string $key, string $indent, ReflectionFunctionAbstract $function): string
{
    [$said, $declared] = $found[$key] ?? [[], ''];
    $names = array_map(fn($each) => strtolower(preg_replace('/[A-Z]/', '_$0', $each->getName())), $function->getParameters());
    $lines = [[]];  // sentences, then one entry a parameter
    foreach ($said as $line) {
        if (preg_match('/^(\w+): (.*)/', $line, $match) && in_array($match[1], $names, true)) {
            $lines[$match[1]] = [$match[2]];
            $last = $match[1];
        } elseif (isset($last) && !preg_match('/^(Gives|Throws) /', $line)) {
            $lines[$last][] = $line;
        } else {
            unset($last);
            $lines[0][] = $line;
        }
    }
    $text = $lines[0];
    foreach ($function->getParameters() as $i => $parameter) {
        $type = (string)$parameter->getType();
        foreach (LISTS as $cpp => $php) {
            $type = strpos($declared, $cpp . $names[$i]) !== false ? $php : $type;
        }
        $type = str_replace('Scvm\\Native\\', '', $type);
        if (isset($lines[$names[$i]])) {
            $text[] = "@param $type \${$parameter->getName()} " . implode(' ', $lines[$names[$i]]);
        }
    }
    foreach (RESULTS as $cpp => $php) {
        if (preg_match('/' . preg_quote($cpp, '/') . '\w+\(/', $declared)) {
            $text[] = "@return $php";
        }
    }
    if (!$text) {
        return '';
    }
    $text = told($text);
    return count($text) === 1 ? "$indent/** $text[0] */\n" : "$indent/**\n$indent * " . implode("\n$indent * ", $text) . "\n$indent */\n";
}

function signature(ReflectionFunctionAbstract $function): string
{
    $short = fn(?ReflectionType $type) => str_replace('Scvm\\Native\\', '', (string)$type);
    $parameters = array_map(function (ReflectionParameter $each) use ($short): string {
        $default = $each->isOptional() ? ' = ' . ($each->getDefaultValue() === [] ? '[]' : 'null') : '';
        return $short($each->getType()) . " \${$each->getName()}$default";
    }, $function->getParameters());
    $return = $function->hasReturnType() ? ': ' . $short($function->getReturnType()) : '';
    return 'function ' . $function->getShortName() . "(" . implode(', ', $parameters) . ")$return {}\n";
}

$found = declarations($source);
$snake = fn(string $name) => strtolower(preg_replace('/(?<!^)[A-Z]/', '_$0', $name));
$extension = new ReflectionExtension('scvm');
$result = "<?php\n// Rendered by php/extension/render_stubs.php from the built extension; do not edit.\n// For editors: nothing loads this file.\n\nnamespace Scvm\\Native;\n";
foreach ($extension->getClasses() as $class) {
    $said = implode("\n * ", told($found[$snake($class->getShortName())][0] ?? ['Every error but a wrong type of an argument. getCode() is one of these, the same in all languages.']));
    $parent = $class->getParentClass() ? ' extends \\' . $class->getParentClass()->getName() : '';
    $result .= "\n/**\n * $said\n */\n" . ($class->isFinal() ? 'final ' : '') . "class {$class->getShortName()}$parent\n{\n";
    $members = [];
    foreach ($class->getConstants() as $name => $value) {
        $result .= "    public const $name = $value;\n";
    }
    foreach ($class->getMethods() as $method) {
        if ($method->getDeclaringClass()->getName() === $class->getName()) {
            $own = $snake($class->getShortName());
            $name = $method->isConstructor() ? $own : $snake($method->getName());
            $members[] = comment($found, "$own::$name", '    ', $method) . '    public ' . ($method->isStatic() ? 'static ' : '') . signature($method);
        }
    }
    $result .= implode("\n", $members) . "}\n";
}
foreach ($extension->getFunctions() as $function) {
    $result .= "\n" . comment($found, '::' . $snake($function->getShortName()), '', $function) . signature($function);
}
if ($mode === '--write') {
    file_put_contents("$source/php/stubs/scvm.php", $result);
} elseif (file_get_contents("$source/php/stubs/scvm.php") !== $result) {
    fwrite(STDERR, "php/stubs/scvm.php is not what the extension says: ./dev render\n");
    exit(1);
}
