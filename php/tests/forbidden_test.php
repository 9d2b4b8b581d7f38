<?php
declare(strict_types=1);

// A host that forbids FFI and has no PHP extension scvm: run with -n or -d ffi.enable=0.
require __DIR__ . '/harness.php';
require __DIR__ . '/doubles.php';

test('no engine is a cause that says what there is not', function () {
    try {
        Scvm\Engines::best((string) file_get_contents(quickstart()), (string) getenv('SCVM_LIBRARY'));
    } catch (Scvm\EngineUnavailable $e) {
        holds(strpos($e->getMessage(), 'there is no PHP extension scvm, and no FFI: ') === 0, $e->getMessage());
        return;
    }
    throw new Failed('there was an engine');
});

test('a save keeps the old scores and waits for the batch; that is no fault to complain of', function () {
    $host = new ArrayHost(quickstart());
    $customer = new ArrayCustomer();
    $customer->fields = ['segment' => 'fan'];
    same(['segment' => 'fan', 'status' => 'stale', 'reason' => 'waiting for the batch'], saved($host, $customer)->fields, 'fields');
    same([], $host->complaints, 'complaints');
});

test('a withdrawal empties the scores all the same', function () {
    $customer = new ArrayCustomer();
    $customer->basis = 'withdrawn';
    $customer->fields = ['segment' => 'fan'];
    $fields = saved(new ArrayHost(quickstart()), $customer)->fields;
    same(['excluded', null], [$fields['status'], $fields['segment']], 'fields');
});

finish('engines forbidden');
