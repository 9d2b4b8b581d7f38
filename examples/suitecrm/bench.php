<?php
// php bench.php /path/to/libscvm.so: what one call from PHP costs, without a database. The best of several rounds.
require __DIR__ . '/../../php/scvm.php';

$library = isset($argv[1]) ? $argv[1] : 'libscvm.so.0';
$json = file_get_contents(__DIR__ . '/../quickstart/model.json');
$start = hrtime(true);
$engine = new Scvm\FfiEngine($library, $json);
printf("%-64s %8.1f us\n", 'open library and model, once a request', (hrtime(true) - $start) / 1e3);

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
    printf("%-64s %8.2f us\n", $what, $best);
}

/** What the last batch said of the customer, as the field `place` holds it. */
function place()
{
    $network = '{"amplification":1.157522242579524,"contributions":0,"engaged_followers":0,"engagement_rate":null,"followers":0,'
        . '"influence":0.47577581969169264,"participation":"lurker","reach":0.7876112128976197,"reactor_influence":0.40711946073737104,'
        . '"social_score":15.960381917817342,"status":"scored"}';
    $equity = '{"answered":0,"contacts":2,"credit_given":1.2325945844696513,"credit_received":6.0535890975745685,"engagement_value":10.983967435453174,'
        . '"given_share":0.2,"helped":0,"influence_value":6.0535890975745685,"knowledge_value":0,"network_value":10.983967435453174,'
        . '"recommendations":0,"referral_value":0,"stage":"understand","stage_premature":false,"status":"scored"}';
    return '{"equity":' . $equity . ',"network":' . $network . ',"treatment":{"action":"invite","integrable":false,"may_ask_referral":false,'
        . '"priority":10.983967435453174,"reason":"satisfied","status":"treated","value_tier":"basic"}}';
}

foreach ([2, 10, 100] as $purchases) {
    $record = record($purchases);
    $text = json_encode($record);
    measure("4 answers, $purchases purchases: text to text", function () use ($engine, $text) { $engine->scoreText($text); });
    measure("4 answers, $purchases purchases: array to array", function () use ($engine, $record) { $engine->score($record); });
}
measure('a method by name (wilson_interval), text and all', function () use ($engine) { $engine->call('wilson_interval', ['k' => 18, 'n' => 20]); });

$engine = new Scvm\FfiEngine($library, file_get_contents(__DIR__ . '/tests/planned.json'));
$record = record(2);
$carried = new Scvm\Place(place());
foreach (['a model of network and plan, without a place' => $record, 'the same with the place' => $record + $carried->record()] as $what => $each) {
    $text = json_encode($each);
    measure("$what: text to text", function () use ($engine, $text) { $engine->scoreText($text); });
    measure("$what: array to array", function () use ($engine, $each) { $engine->score($each); });
}
$stored = place();
measure('reading a place from its field', function () use ($stored) { (new Scvm\Place($stored))->record(); });
measure('the hash of the input', function () use ($record) { Scvm\InputHash::of($record); });
