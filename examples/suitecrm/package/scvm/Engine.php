<?php
// What php.ini may preload (preload.php): all that calls libscvm through FFI.
require_once __DIR__ . '/lib/ffi.php';
