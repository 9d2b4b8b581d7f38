<?php
declare(strict_types=1);

use Scvm\Native\ScvmException;

require dirname(__DIR__) . '/harness.php';

/** What a call throws. */
function thrown(callable $call): Throwable
{
    try {
        $call();
    } catch (Throwable $e) {
        return $e;
    }
    throw new Failed('nothing was thrown');
}

/** That a call throws an exception of ours, of this code. */
function fails(int $code, callable $call, string $what = ''): ScvmException
{
    $e = thrown($call);
    holds($e instanceof ScvmException, "$what: expected a ScvmException, got " . get_class($e) . ': ' . $e->getMessage());
    same($code, $e->getCode(), $what);
    return $e;
}

/** A shared vector of tests/vectors; objects stay objects, so that {} does not become []. */
function vector(string $name): stdClass
{
    global $argv;
    return json_decode(file_get_contents("$argv[1]/tests/vectors/$name"), false, 512, JSON_THROW_ON_ERROR);
}

function text(mixed $value): string
{
    return json_encode($value, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
}
