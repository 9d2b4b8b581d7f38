<?php
// php bench.php /path/to/libscvm.so: what one call from PHP costs, without a database. The best of several rounds.
require __DIR__ . '/package/scvm/Engine.php';

$library = isset($argv[1]) ? $argv[1] : 'libscvm.so.0';
$json = file_get_contents(__DIR__ . '/../quickstart/model.json');
$start = hrtime(true);
$engine = new ScvmEngine($library, $json);
printf("%-52s %8.1f us\n", 'open library and model, once a request', (hrtime(true) - $start) / 1e3);

function record($purchases)
{
    $record = ['id' => 'c17', 'as_of' => '2026-11-21', 'answers' => [], 'purchases' => []];
    foreach (['sat_overall' => 4, 'sat_expectation' => 9, 'att_trust' => 2, 'att_recommend' => 9] as $item => $value) {
        $record['answers'][] = ['item' => $item, 'value' => $value, 'time' => '2026-03-01', 'wave' => 2];
    }
    for ($i = 0; $i < $purchases; $i++) {
        $record['purchases'][] = ['time' => gmdate('Y-m-d', 1750000000 + 86400 * 3 * $i), 'amount' => 20.5 + $i % 7];
    }
    return $record;
}

function measure($what, callable $call)
{
    $best = INF;
    for ($round = 0; $round < 500; $round++) {  // short rounds: one of them is not disturbed by what else runs
        $start = hrtime(true);
        for ($i = 0; $i < 20; $i++) {
            $call();
        }
        $best = min($best, (hrtime(true) - $start) / 20e3);
    }
    printf("%-52s %8.2f us\n", $what, $best);
}

foreach ([2, 10, 100] as $purchases) {
    $record = record($purchases);
    $text = json_encode($record);
    measure("4 answers, $purchases purchases: text to text", function () use ($engine, $text) { $engine->scoreText($text); });
    measure("4 answers, $purchases purchases: array to array", function () use ($engine, $record) { $engine->score($record); });
}
measure('a method by name (wilson_interval), text and all', function () use ($engine) { $engine->call('wilson_interval', ['k' => 18, 'n' => 20]); });
