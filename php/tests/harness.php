<?php
/** Tests as sentences, and nothing else: test('…', function () { … }); the file ends with finish(). */
class Failed extends Exception
{
}

$GLOBALS['tests'] = ['passed' => 0, 'failed' => 0];

function test($sentence, callable $body)
{
    try {
        $body();
        $GLOBALS['tests']['passed']++;
    } catch (Throwable $e) {
        $GLOBALS['tests']['failed']++;
        $at = ['file' => $e->getFile(), 'line' => $e->getLine()];
        foreach ($e->getTrace() as $place) {  // the first one outside of this file
            $at = $at['file'] === __FILE__ && isset($place['file']) ? $place : $at;
        }
        echo "FAILED: $sentence\n  ", get_class($e), ': ', $e->getMessage(), "\n  ", $at['file'], ':', $at['line'], "\n";
    }
}

function same($expected, $actual, $what = '')
{
    if ($expected !== $actual) {
        [$want, $got] = [var_export($expected, true), var_export($actual, true)];
        $from = max(0, strspn($want ^ $got, "\0") - 80);  // shortly before they part
        throw new Failed("$what: expected " . substr($want, $from, 400) . ', got ' . substr($got, $from, 400));
    }
}

function holds($condition, $what)
{
    if (!$condition) {
        throw new Failed($what);
    }
}

function finish($name)
{
    $tests = $GLOBALS['tests'];
    echo "$name: {$tests['passed']} passed, {$tests['failed']} failed\n";
    exit($tests['failed'] || !$tests['passed'] ? 1 : 0);
}

// What PHP only warns about is a failure, too.
set_error_handler(function ($level, $message, $file, $line) {
    if (error_reporting() & $level) {
        throw new ErrorException($message, 0, $level, $file, $line);
    }
    return false;
});
