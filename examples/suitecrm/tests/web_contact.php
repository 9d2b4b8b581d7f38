<?php
// Makes the contact that the web requests save; "job" as argument runs the scheduler job instead.
require __DIR__ . '/world.php';
if (isset($argv[1]) && $argv[1] === 'job') {
    $GLOBALS['log'] = new TestLog();
    $GLOBALS['sugar_config'] = ['scvm' => ['library' => getenv('SCVM_LIBRARY'), 'model' => __DIR__ . '/model.json']];
    require_once 'custom/scvm/Rescoring.php';
    exit(ScvmRescoring::run() ? 0 : 1);
}
world();
fresh();
usual_contact();
