<?php
// The hooks and the job in a double of EspoCRM, in a folder with the package's files; "save" as argument saves every contact, and nothing else.
require __DIR__ . '/../../../php/tests/harness.php';
require __DIR__ . '/espo.php';

use Espo\Core\Utils\Config;
use Espo\Core\Utils\DataCache;
use Espo\Core\Utils\Log;
use Espo\ORM\EntityManager;
use Espo\ORM\Repository\Option\RemoveOptions;
use Espo\ORM\Repository\Option\SaveOptions;
use Espo\ORM\TestEntity;

$GLOBALS['factory'] = new TestFactory();

function service(string $class): object
{
    return $GLOBALS['factory']->shared($class);
}

function settings(array $own = []): void
{
    service(Config::class)->values = ['scvm' => $own + ['library' => getenv('SCVM_LIBRARY'), 'model' => getenv('SCVM_TEST_MODEL')]];
    service(Log::class)->lines = [];
    service(DataCache::class)->stored = [];
}

function run(string $sql): array
{
    return service(EntityManager::class)->ask($sql);
}

function entity(string $type, string $id): TestEntity
{
    return service(EntityManager::class)->getEntityById($type, $id);
}

function save(TestEntity $entity): TestEntity
{
    foreach (hooks($GLOBALS['factory'], $entity->type, 'afterSave') as $hook) {
        $hook->afterSave($entity, new SaveOptions());
    }
    return $entity;
}

function removed(TestEntity $entity): void
{
    foreach (hooks($GLOBALS['factory'], $entity->type, 'afterRemove') as $hook) {
        $hook->afterRemove($entity, new RemoveOptions());
    }
}

function stored(string $id): array
{
    return run("SELECT * FROM contact WHERE id = '$id'")[0];
}

settings();
if (($argv[1] ?? '') === 'save') {
    foreach (run('SELECT id FROM contact WHERE NOT deleted') as $row) {
        save(entity('Contact', $row['id']));
    }
    exit(service(Log::class)->lines ? 1 : 0);
}
if (($argv[1] ?? '') === 'off') {
    test('where FFI is off a contact waits, a withdrawal counts all the same, and the job says what to do', function () {
        run("UPDATE contact SET scvm_status = 'scored', scvm_segment = 'fan', scvm_lifetime_value = 5 WHERE id IN ('ada', 'dan')");
        save(entity('Contact', 'ada'));
        same(['stale', 'waiting for the batch', 'fan'], [stored('ada')['scvm_status'], stored('ada')['scvm_reason'], stored('ada')['scvm_segment']], 'waits');
        save(entity('Contact', 'dan'));
        same(['excluded', null, null], [stored('dan')['scvm_status'], stored('dan')['scvm_segment'], stored('dan')['scvm_lifetime_value']], 'withdrawn');
        same([], service(Log::class)->lines, 'log');
        $GLOBALS['factory']->create('Espo\Modules\Scvm\Jobs\Rescore')->run();
        holds(strpos(service(Log::class)->lines[0], 'scvm score') !== false, service(Log::class)->lines[0]);
    });
    finish('EspoCRM without FFI');
}

test('a save scores the contact, stores it in one statement, and hands it to the entity', function () {
    settings();
    run("UPDATE contact SET scvm_status = NULL, scvm_revenue = NULL WHERE id = 'ada'");
    $before = count(service(EntityManager::class)->queries);
    $entity = save(entity('Contact', 'ada'));
    same(['scored', 'scored'], [stored('ada')['scvm_status'], $entity->get('scvmStatus')], 'status');
    same(130.5, (float) $entity->get('scvmRevenue'), 'revenue');
    $updates = array_filter(array_slice(service(EntityManager::class)->queries, $before), static fn (string $sql) => strpos($sql, 'UPDATE') === 0);
    same(1, count($updates), 'statements');
    $again = count(service(EntityManager::class)->queries);
    save(entity('Contact', 'ada'));
    same([], array_filter(array_slice(service(EntityManager::class)->queries, $again), static fn (string $sql) => strpos($sql, 'UPDATE') === 0), 'a save that changes no score writes none');
    same([], service(Log::class)->lines, 'log');
});

test('a won opportunity counts for its contact, and for the one who had it before no more', function () {
    settings();
    $deal = entity('Opportunity', 'o1');
    save($deal);
    same('130.5', stored('ada')['scvm_revenue'], 'a save that changes nothing of it');
    run("UPDATE opportunity SET contact_id = 'bob' WHERE id = 'o1'");
    $deal->set(['contactId' => 'bob']);
    save($deal);
    same(['30.0', '140.5'], [stored('ada')['scvm_revenue'], stored('bob')['scvm_revenue']], 'moved');
    run("UPDATE opportunity SET deleted = 1 WHERE id = 'o1'");
    removed($deal);
    same('40.0', stored('bob')['scvm_revenue'], 'removed');
    run("UPDATE opportunity SET deleted = 0, contact_id = 'ada' WHERE id = 'o1'");
    $several = new TestEntity('Opportunity', ['id' => 'o3', 'stage' => 'Closed Won', 'contactsIds' => ['cy', 'bob']]);
    $several->is_new = true;
    run("UPDATE contact SET scvm_revenue = NULL, scvm_status = NULL WHERE id IN ('bob', 'cy')");
    save($several);
    same(['40.0', '0.0'], [stored('bob')['scvm_revenue'], stored('cy')['scvm_revenue']], 'of several contacts, the first by id has it');
});

test('an answer counts when it is saved, and not when it is removed', function () {
    settings();
    save(entity('ScvmAnswer', 'a1'));
    same('75.0', stored('ada')['scvm_satisfaction'], 'saved');
    run("UPDATE scvm_answer SET deleted = 1 WHERE id = 'a1'");
    removed(new TestEntity('ScvmAnswer', ['id' => 'a1', 'contactId' => 'ada']));
    same(null, stored('ada')['scvm_satisfaction'], 'removed');
    run("UPDATE scvm_answer SET deleted = 0 WHERE id = 'a1'");
});

test('who opts out stays scored, with another hash; who withdraws loses everything in that save', function () {
    settings();
    save(entity('Contact', 'ada'));
    $hash = stored('ada')['scvm_input_hash'];
    run("UPDATE contact SET do_not_call = 1 WHERE id = 'ada'");
    save(entity('Contact', 'ada'));
    same('scored', stored('ada')['scvm_status'], 'status');
    holds(stored('ada')['scvm_input_hash'] !== $hash, 'hash');
    run("UPDATE contact SET do_not_call = 0, scvm_legal_basis = 'withdrawn' WHERE id = 'ada'");
    $entity = save(entity('Contact', 'ada'));
    same(['excluded', 'consent_withdrawn', null, null], [$entity->get('scvmStatus'), $entity->get('scvmReason'), $entity->get('scvmSegment'), $entity->get('scvmRevenue')], 'fields');
    run("UPDATE contact SET scvm_legal_basis = 'contract' WHERE id = 'ada'");
});

test('who was erased is never scored again', function () {
    settings();
    run("INSERT INTO scvm_erased VALUES ('" . hash('sha256', 'cy') . "', '2026-03-01')");
    save(entity('Contact', 'cy'));
    same(['excluded', 'erased', null], [stored('cy')['scvm_status'], stored('cy')['scvm_reason'], stored('cy')['scvm_revenue']], 'fields');
    run('DROP TABLE scvm_erased');
    save(entity('Contact', 'cy'));
    same('insufficient_data', stored('cy')['scvm_status'], 'a CRM whose batch never ran has no such table');
});

test('what does not work breaks no save, and is said once an hour', function () {
    foreach ([['model' => '/nowhere/model.json'], ['libary' => 'x'], ['mapping' => '/nowhere/mapping.json'], ['library' => '/nowhere/libscvm.so.0']] as $wrong) {
        settings($wrong);
        run("UPDATE contact SET scvm_status = 'scored', scvm_segment = 'fan' WHERE id IN ('ada', 'bob')");
        save(entity('Contact', 'ada'));
        save(entity('Contact', 'bob'));
        same(['stale', 'fan'], [stored('ada')['scvm_status'], stored('ada')['scvm_segment']], json_encode($wrong));
        same(1, count(service(Log::class)->lines), json_encode($wrong) . json_encode(service(Log::class)->lines));
        service(DataCache::class)->stored['scvmComplained']['at'] -= 3601;
        save(entity('Contact', 'ada'));
        same(2, count(service(Log::class)->lines), 'an hour later');
    }
    settings();
    $entity = entity('Contact', 'ada');
    service(EntityManager::class)->gone = new RuntimeException("Server has gone\naway");
    save($entity);
    service(EntityManager::class)->gone = null;
    same(1, count(service(Log::class)->lines), 'the database is gone');
});

test('the job scores contacts that are new, stale or old, and nobody in error', function () {
    settings(['rescoreLimit' => 2]);
    run("UPDATE contact SET scvm_status = NULL, scvm_score_date = NULL WHERE id = 'ada'");
    run("UPDATE contact SET scvm_status = 'stale', scvm_score_date = '2026-01-01' WHERE id = 'bob'");
    run("UPDATE contact SET scvm_status = 'error', scvm_score_date = '2020-01-01' WHERE id = 'cy'");
    run("UPDATE contact SET scvm_status = 'excluded', scvm_score_date = '2026-01-02' WHERE id = 'dan'");
    $job = $GLOBALS['factory']->create('Espo\Modules\Scvm\Jobs\Rescore');
    $job->run();
    same(['scored', 'insufficient_data', '2026-01-02'], [stored('ada')['scvm_status'], stored('bob')['scvm_status'], stored('dan')['scvm_score_date']], 'first run');
    $job->run();
    holds(stored('dan')['scvm_score_date'] > '2026-01-02', 'second run');
    same('error', stored('cy')['scvm_status'], 'error');
    same(['eve' => null], [stored('eve')['id'] => stored('eve')['scvm_status']], 'deleted');
    settings(['model' => '/nowhere/model.json']);
    try {
        $job->run();
        throw new Failed('the job is well without a model');
    } catch (Scvm\Unusable $e) {
        holds(strpos($e->getMessage(), 'there is no scoring model') !== false, $e->getMessage());
    }
});

test('ids with quotes find their own rows', function () {
    settings();
    $id = "o'b\\ \" --";
    $quoted = service(EntityManager::class)->quote($id);
    run("INSERT INTO contact (id, last_name, scvm_legal_basis) VALUES ($quoted, 'X', 'consent')");
    run("INSERT INTO opportunity VALUES ('quoted', 'Closed Won', 12, 'EUR', '2026-02-01', $quoted, NULL, 0)");
    $entity = save(entity('Contact', $id));
    same(12.0, (float) $entity->get('scvmRevenue'), 'revenue');
    run("DELETE FROM contact WHERE id = $quoted");
    run("DELETE FROM opportunity WHERE id = 'quoted'");
});

finish('EspoCRM hooks and job');
