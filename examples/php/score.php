<?php
// One customer scored from any PHP program: no server, nothing to compile. PHP 7.4 or newer with the extension scvm, or with FFI.
require __DIR__ . '/../../php/scvm.php';  // or composer's vendor/autoload.php
$place = new Scvm\Place(isset($argv[2]) ? file_get_contents($argv[2]) : '');  // what the nightly batch stored in the field "place"
$record = ['id' => 'ada', 'as_of' => '2026-11-21', 'purchases' => [['time' => '2026-04-02', 'amount' => 52], ['time' => '2026-10-11', 'amount' => 66]]];
try {
    $engine = Scvm\Engines::best(file_get_contents($argv[1]), getenv('SCVM_LIBRARY') ?: 'libscvm.so.0');
    $card = $engine->score($record + $place->record());
    exit(implode("\n", array_column($card['explanation'], 'sentence')) . "\n");
} catch (Scvm\EngineError $e) {
    exit($e->getMessage() . "\n");
}
