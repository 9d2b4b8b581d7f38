<?php
// The save hook and the job where FFI is off: run with -d ffi.enable=0.
require __DIR__ . '/../../../php/tests/harness.php';
require __DIR__ . '/world.php';
world();
require_once 'custom/scvm/Rescoring.php';

test('without FFI a save keeps the old scores and marks them for the batch', function () {
    fresh();
    usual_contact();
    scored_before('ada');
    $before = scores('ada');
    only_status_changed($before, 'stale', save('ada'));
    same([], $GLOBALS['log']->lines, 'log');
});

test('without FFI a new contact is marked for the batch', function () {
    fresh();
    usual_contact();
    same('stale', save('ada')['scvm_status_c'], 'status');
});

test('without FFI a withdrawal empties the scores all the same', function () {
    fresh();
    usual_contact('ada', ['lawful_basis' => '^withdrawn^']);
    scored_before('ada');
    $scores = save('ada');
    same(['excluded', null, ''], [$scores['scvm_status_c'], $scores['scvm_lifetime_value_c'], $scores['scvm_segment_c']], 'scores');
});

test('without FFI the job leaves the work to the batch command, and says so in one line', function () {
    fresh();
    usual_contact();
    save('ada');
    same(true, ScvmRescoring::run(), 'the job');
    same('stale', scores('ada')['scvm_status_c'], 'status');
    $lines = $GLOBALS['log']->at('fatal');
    same(1, count($lines), 'lines in the log');
    holds(strpos($lines[0], 'scvm score') !== false, $lines[0]);
});

finish('FFI off');
