<?php
// Calls leave nothing behind, those that fail least of all: memory_test.php SOURCE [CALLS]
declare(strict_types=1);

require __DIR__ . '/tools.php';

use Scvm\Native\CustomerBase;
use Scvm\Native\Scorer;
use Scvm\Native\ScoringModel;
use Scvm\Native\Stop;
use function Scvm\Native\call;
use function Scvm\Native\fit;

const CALLS = 100000;
const MEBIBYTE = 1048576;

/** What of this process is in memory. A page has 4 KiB, or more: then less is counted. */
function resident(): int
{
    return (int)explode(' ', file_get_contents('/proc/self/statm'))[1] * 4096;
}

/** How much a number of calls, in turn, makes the process grow; some run before. */
function growth(array $turns, int $calls): int
{
    $run = function (int $times) use ($turns): void {
        for ($i = 0; $i < $times; $i++) {
            try {
                $turns[$i % count($turns)]();
            } catch (Throwable) {
            }
        }
    };
    $run(max(2 * count($turns), intdiv($calls, 20)));
    gc_collect_cycles();
    $before = resident();
    $run($calls);
    gc_collect_cycles();
    return resident() - $before;
}

$calls = (int)($argv[2] ?? CALLS);
$vector = vector('pipeline.json');
$rules = text($vector->model);
$model = ScoringModel::fromJson($rules);
$base = CustomerBase::fromJson(text($vector->base));
$scorer = new Scorer($model);
$scores = $scorer->score($base, $vector->as_of);
$stop = new Stop();
$stop->request();
$text = str_repeat('x', 2000);
$texts = array_fill(0, 50, $text);
$numbers = array_fill(0, 50, 1.5);

$failing = [
    fn() => ScoringModel::fromJson(substr($rules, 0, -1)),
    fn() => ScoringModel::fromJson($texts),
    fn() => new Scorer(ScoringModel::fromJson('{"schema": "scvm-model/1"}'), $text),
    fn() => new Scorer($base),
    fn() => new CustomerBase($texts),
    fn() => $base->__construct(),
    fn() => $scorer->__construct($model),
    fn() => CustomerBase::fromJson($text),
    fn() => CustomerBase::fromJson('{"schema": "scvm-base/1", "custommers": {"id": ["a"]}}'),
    fn() => $base->addPurchases($texts, [1], $numbers),
    fn() => $base->addPurchases($texts, $numbers, $numbers),
    fn() => $base->addAnswers($texts, $texts, [...$numbers, 'x']),
    fn() => $base->addCustomers([1, 2, 3, $text, 1.5]),
    fn() => $base->addCustomers(['a' => $text]),
    fn() => $base->addCustomers(),
    fn() => $base->addAttributes('', $texts, $texts),
    fn() => $base->exportPerson($text),
    fn() => $base->erasePerson(987654321),
    fn() => $scorer->score($base, $text),
    fn() => $scorer->score($base, '2026-11-21', $stop),
    fn() => $scorer->score($base, '2026-11-21', $scorer),
    fn() => $scorer->scoreCustomer('{"id": "' . $text . '"}'),
    fn() => $scorer->scoreCustomer($text),
    fn() => $scorer->erasureEffect($base, 'fan', $text),
    fn() => $scores->explain($text),
    fn() => $scores->numbers($text),
    fn() => $scores->codes($text),
    fn() => $scores->labels($text),
    fn() => $scores->breakdown($text),
    fn() => $scores->accounts(),
    fn() => $scores->migration($stop),
    fn() => fit($base, $model, $text),
    fn() => fit($base, $model, '2026-11-21', $stop),
    fn() => call($text, '{}'),
    fn() => call('wilson_interval', $text),
    fn() => call('wilson_interval', '{"k": 5, "n": 2}'),
    fn() => call($text, $text, $base),
    fn() => clone $base,
    fn() => serialize($scores),
];

test('All of them fail', function () use ($failing) {
    foreach ($failing as $i => $call) {
        try {
            $call();
        } catch (Throwable) {
            continue;
        }
        throw new Failed("call $i works");
    }
});

test("$calls failing calls leave nothing behind", function () use ($failing, $calls) {
    $grown = growth($failing, $calls);
    echo "memory: $calls failing calls: $grown bytes\n";
    holds($grown < MEBIBYTE, "$grown bytes in $calls calls");
});

$slow = [
    fn() => new CustomerBase('Mars/Olympus'),
    fn() => $scorer->erasureEffect($base, $text, '2026-11-21'),
];

test('Nor do those that look far', function () use ($slow, $calls) {
    $grown = growth($slow, intdiv($calls, 500));
    holds($grown < MEBIBYTE, "$grown bytes");
});

$working = [
    fn() => $scorer->scoreCustomer(text($vector->records[0]->record)),
    fn() => $scores->toJson(),
    fn() => [$scores->ids(), $scores->numbers('lifetime_value'), $scores->codes('segment'), $scores->labels('segment')],
    fn() => $base->rejected(),
    fn() => (new CustomerBase('Europe/Berlin'))->addCustomers($texts),
    fn() => new Scorer(ScoringModel::fromJson($rules)),
    fn() => $scorer->score($base, '2026-11-21')->explain('fan'),
];

test('Neither do those that work, with their objects', function () use ($working, $calls) {
    $calls = intdiv($calls, 25);
    $grown = growth($working, $calls);
    echo "memory: $calls calls that work: $grown bytes\n";
    holds($grown < MEBIBYTE, "$grown bytes in $calls calls");
});

finish('memory');
