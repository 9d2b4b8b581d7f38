<?php
// A web request that saves the contact given as ?id=…, and answers with his scores. Served by php -S.
require __DIR__ . '/world.php';
$GLOBALS['log'] = new TestLog();
$GLOBALS['sugar_config'] = ['scvm' => ['library' => getenv('SCVM_LIBRARY'), 'model' => __DIR__ . '/model.json']];
header('Content-Type: application/json');
echo json_encode(['scores' => save($_GET['id']), 'log' => $GLOBALS['log']->lines]);
