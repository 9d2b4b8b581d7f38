<?php
declare(strict_types=1);

// The whole library, for programs without composer.
if (!class_exists('Scvm\FfiEngine', false)) {  // it may have been preloaded
    require_once __DIR__ . '/ffi.php';
}
require_once __DIR__ . '/src/ExtensionEngine.php';
require_once __DIR__ . '/src/Engines.php';
require_once __DIR__ . '/src/Unusable.php';
require_once __DIR__ . '/src/Fields.php';
require_once __DIR__ . '/src/Cells.php';
require_once __DIR__ . '/src/Options.php';
require_once __DIR__ . '/src/Consent.php';
require_once __DIR__ . '/src/Record.php';
require_once __DIR__ . '/src/Sources.php';
require_once __DIR__ . '/src/InputHash.php';
require_once __DIR__ . '/src/Place.php';
require_once __DIR__ . '/src/Explanation.php';
require_once __DIR__ . '/src/Settings.php';
require_once __DIR__ . '/src/Model.php';
require_once __DIR__ . '/src/Customer.php';
require_once __DIR__ . '/src/Host.php';
require_once __DIR__ . '/src/SaveHook.php';
require_once __DIR__ . '/src/Portfolio.php';
