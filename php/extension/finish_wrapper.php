<?php
// Mends what SWIG 4.1 writes for PHP: names the arguments, says what those stand for that may be left out, refuses an
// object without its noun, and drops what is no part of the interface: the property `thisown`, the class of functions,
// classes of pointers. Usage: php finish_wrapper.php WRAPPER.CPP
declare(strict_types=1);

$file = $argv[1];
$code = file_get_contents($file);

/** Replaces a pattern, which must be there. */
function replaced(string $pattern, callable $by, string $code): string
{
    $code = preg_replace_callback($pattern, $by, $code, -1, $count);
    if ($count === 0) {
        fwrite(STDERR, "finish_wrapper.php: SWIG writes no $pattern\n");
        exit(1);
    }
    return $code;
}

/** snake_case as PHP has it. */
function camel(string $name): string
{
    return lcfirst(str_replace('_', '', ucwords($name, '_')));
}

/** The arguments of a function, as its body reads them. */
function arguments(string $code, string $head): array
{
    if (!preg_match('/' . preg_quote($head, '/') . ' \{(.*?)\n\}\n/s', $code, $body)) {
        fwrite(STDERR, "finish_wrapper.php: there is no $head\n");
        exit(1);
    }
    preg_match_all('~/\* argument (\w+) \*/~', $body[1], $names);
    return array_map('camel', $names[1]);
}

$code = replaced('/^ PHP_ME\(\w+,__(set|get|isset),.*\n/m', fn() => '', $code);
$code = replaced('/^  INIT_CLASS_ENTRY\(internal_ce, "scvm", .*\n.*\n/m', fn() => '', $code);
$code = replaced('/^static const zend_function_entry class_scvm_functions\[\] = \{\n(.*\n)*?\};\n/m', fn() => '', $code);
$code = replaced('/^  INIT_CLASS_ENTRY\(internal_ce, "SWIG\\\\\\\\_p_.*\n(.*\n){4}/m', fn() => '', $code);
$code = replaced('/^  zend_do_implement_interface\(\w+, &SWIG_Php_swig_wrapped_interface_ce\);\n/m', fn() => '', $code);
$code = replaced('/^  arg1 = .*ZEND_THIS\)->ptr;\n/m', fn($m) => "$m[0]  if (!scvm_php::is_open(arg1)) return;\n", $code);

// Functions of like types share one list of arguments: each gets its own, with its names.
preg_match_all('/^ZEND_BEGIN_ARG\w+\((swig_arginfo_\w+),(.*)\)\n((?: ZEND_ARG.*\n)*)ZEND_END_ARG_INFO\(\)\n/m', $code, $found, PREG_SET_ORDER);
$infos = array_column($found, null, 1);
preg_match_all('/^#define (swig_arginfo_\w+) (swig_arginfo_\w+)$/m', $code, $alike, PREG_SET_ORDER);
foreach ($alike as [, $name, $same]) {
    $infos[$name] = $infos[$same];
}
$own = '';
$of = function (string $entry, string $head, string $shared) use ($infos, $code, &$own): string {
    $names = arguments($code, $head);
    [$whole, $as, $what, $types] = $infos[$shared];
    $required = (int)(preg_match('/^ZEND_BEGIN_ARG_INFO_EX/', $whole) ? explode(',', $what)[2] : explode(',', $what)[1]);
    $place = 0;
    $types = preg_replace_callback('/arg\d+(,.*),NULL\)$/m', function (array $match) use ($names, $required, &$place): string {
        $none = strpos($match[1], 'MAY_BE_ARRAY') !== false ? '[]' : 'null';
        $default = $place < $required ? 'NULL' : '"' . $none . '"';
        return $names[$place++] . $match[1] . ",$default)";
    }, $types);
    if ($place !== count($names)) {
        fwrite(STDERR, "finish_wrapper.php: $head has " . count($names) . " arguments, and $place are declared\n");
        exit(1);
    }
    $own .= str_replace([$as, $infos[$shared][3]], ["scvm_arginfo_$entry", $types], $whole);
    return "scvm_arginfo_$entry";
};
$code = replaced('/^ PHP_ME\((\w+),(\w+),(\w+),/m', fn($m) => " PHP_ME($m[1],$m[2]," . $of("$m[1]_$m[2]", "PHP_METHOD($m[1],$m[2])", $m[3]) . ',', $code);
$code = replaced('/^ PHP_FE\((\w+),(\w+)\)/m', fn($m) => " PHP_FE($m[1]," . $of($m[1], "PHP_FUNCTION($m[1])", $m[2]) . ')', $code);
$code = replaced('~/\* class entry subsection \*/\n~', fn($m) => $own . $m[0], $code);

// The classes are registered: say what holds of each.
$finished = '';
preg_match_all('/^static zend_object_handlers (\w+)_object_handlers;/m', $code, $classes);
foreach (array_diff($classes[1], ['Swig_Php_base', 'swig_ptr']) as $class) {
    $made = strpos($code, "PHP_METHOD($class,__construct)") !== false ? 'true' : 'false';
    $finished .= "  scvm_php::finish_class(SWIG_Php_ce_$class, {$class}_object_handlers, $made);\n";
}
$code = replaced('~  /\* cinit subsection \*/\n~', fn($m) => $finished . $m[0], $code);
file_put_contents($file, $code);
