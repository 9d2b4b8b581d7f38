<?php
declare(strict_types=1);

// All that calls libscvm through FFI, and what it needs: with ffi.enable=preload (PHP's default) web requests may call it where
// opcache.preload names a file that includes this one.
require_once __DIR__ . '/src/EngineError.php';
require_once __DIR__ . '/src/EngineUnavailable.php';
require_once __DIR__ . '/src/Engine.php';
require_once __DIR__ . '/src/JsonEngine.php';
require_once __DIR__ . '/src/FfiEngine.php';
