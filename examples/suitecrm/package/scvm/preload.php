<?php
// For php.ini: opcache.preload = /path/to/suitecrm/custom/scvm/preload.php
// With it, web requests may call libscvm through this one class while ffi.enable stays at its safe default, "preload".
require_once __DIR__ . '/Engine.php';
