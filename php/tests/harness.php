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
        $at = $e instanceof Failed ? $e->getTrace()[0] : ['file' => $e->getFile(), 'line' => $e->getLine()];
        echo "FAILED: $sentence\n  ", get_class($e), ': ', $e->getMessage(), "\n  ", $at['file'], ':', $at['line'], "\n";
    }
}

function same($expected, $actual, $what = '')
{
    if ($expected !== $actual) {
        throw new Failed("$what: expected " . var_export($expected, true) . ', got ' . var_export($actual, true));
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
