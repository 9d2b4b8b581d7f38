<?php
declare(strict_types=1);

// The library where the PHP extension or FFI works: library_test.php, with SCVM_LIBRARY.
require __DIR__ . '/harness.php';
require __DIR__ . '/doubles.php';

use Scvm\Cells;
use Scvm\Consent;
use Scvm\EngineError;
use Scvm\Engines;
use Scvm\FfiEngine;
use Scvm\Options;
use Scvm\Record;
use Scvm\Settings;
use Scvm\Unusable;

function library(): string
{
    return (string) getenv('SCVM_LIBRARY');
}

function model(string $path): string
{
    return (string) file_get_contents($path);
}

function refusal(callable $call): EngineError
{
    try {
        $call();
    } catch (EngineError $e) {
        return $e;
    }
    throw new Failed('nothing was refused');
}

test('without composer, scvm.php loads what composer would find, and every file says what it takes and gives', function () {
    $found = glob(__DIR__ . '/../src/*.php');
    same(23, count($found), 'files');
    foreach ($found as $path) {
        $name = 'Scvm\\' . basename($path, '.php');
        holds(class_exists($name, false) || interface_exists($name, false), "$name is not in scvm.php");
        same(1, preg_match('/^<\?php\n(\/\/[^\n]*\n)?declare\(strict_types=1\);\n/', model($path)), $path);
        foreach ((new ReflectionClass($name))->getProperties() as $property) {
            holds($property->hasType() || $property->getDeclaringClass()->getName() !== $name, "$name::\${$property->getName()} has no type");
        }
        foreach ((new ReflectionClass($name))->getMethods() as $method) {
            if ($method->getDeclaringClass()->getName() !== $name) {
                continue;
            }
            $said = (string) $method->getDocComment() . ($method->hasPrototype() ? (string) $method->getPrototype()->getDocComment() : '');
            $is_made = in_array($method->getName(), ['__construct', '__destruct'], true);
            holds($is_made || $method->hasReturnType() || strpos($said, '@return ') !== false, "$name::{$method->getName()} says nothing of what it gives");
            foreach ($method->getParameters() as $parameter) {
                $named = preg_match('/@param \S.* \$' . $parameter->getName() . '\b/', $said) === 1;
                holds($parameter->hasType() || $named, "$name::{$method->getName()}(\${$parameter->getName()}) has no type");
            }
        }
    }
});

test('a record gives the card that every language gives, to the byte', function () {
    $pipeline = json_decode(model(__DIR__ . '/../../tests/vectors/pipeline.json'));
    $engine = Engines::best((string) json_encode($pipeline->model), library());
    foreach ($pipeline->records as $each) {
        same($each->card, $engine->scoreText((string) json_encode($each->record, JSON_UNESCAPED_UNICODE)), $each->record->id);
    }
    same(8, count($pipeline->records), 'records');
});

test('methods are called by name, and a version is told', function () {
    $engine = Engines::best(model(quickstart()), library());
    $interval = $engine->call('wilson_interval', ['k' => 18, 'n' => 20]);
    holds(abs($interval['low'] - 0.69897) < 1e-4 && abs($interval['high'] - 0.97210) < 1e-4, json_encode($interval));  // Wilson 1927
    same(1, preg_match('/^\d+\.\d+\.\d+$/', $engine->version()), $engine->version());
});

test('what is wrong has a code and names the offender', function () {
    same(3, refusal(function () { Engines::best('{"schema": "scvm-model/9", "id": "x"}', library()); })->getCode(), 'a model of another version');
    $engine = Engines::best(model(quickstart()), library());
    $said = refusal(function () use ($engine) { $engine->score(['id' => 'x', 'as_of' => '2026-11-21', 'purchasse' => []]); });
    same(4, $said->getCode(), $said->getMessage());
    holds(strpos($said->getMessage(), 'purchasse') !== false, $said->getMessage());
    $said = refusal(function () use ($engine) { $engine->call('no_such_method', []); });
    holds(strpos($said->getMessage(), 'no_such_method') !== false, $said->getMessage());
    same('scored', $engine->score(['id' => "M\xfcller \u{1F499} \u{202E}ada", 'as_of' => '2026-11-21', 'purchases' => [['time' => '2026-04-02', 'amount' => 5.0]]])['status'], 'after errors, and no UTF-8');
});

test('a library that is missing, or another one, is named', function () {
    foreach (['/nowhere/libscvm.so.0', 'libc.so.6'] as $library) {
        $said = refusal(function () use ($library) { new FfiEngine($library, model(quickstart())); })->getMessage();
        holds(strpos($said, "$library: ") === 0, $said);
    }
});

test('a save scores: the fields, their explanation and the hash of what they were made of', function () {
    $host = new ArrayHost(quickstart());
    $fields = saved($host)->fields;
    same(['scored', '', 'EUR'], [$fields['status'], $fields['reason'], $fields['currency']], 'status');
    same('fan', $fields['segment'], 'group');
    same(1, preg_match('/^\d+\.\d{6}$/', $fields['lifetime_value']), $fields['lifetime_value']);
    same((new DateTime('now', new DateTimeZone('UTC')))->format('Y-m-d'), $fields['score_date'], 'day');
    same(64, strlen($fields['input_hash']), 'hash');
    holds(strpos($fields['explain'], 'The group is satisfied, closely attached: ') === 0, $fields['explain']);
    same(false, array_key_exists('network_value', $fields), 'nothing is invented of what others do');
    same([], $host->complaints, 'complaints');
    $host->settings->language = 'de';
    holds(strpos(saved($host)->fields['explain'], 'Die Gruppe ist ') === 0, 'German');
});

test('what was set by hand wins, and the computed value is told', function () {
    $customer = new ArrayCustomer();
    $customer->fields = ['segment_override' => 'captive'];
    $fields = saved(new ArrayHost(quickstart()), $customer)->fields;
    same('captive', $fields['segment'], 'group');
    holds(strpos($fields['explain'], '[override] segment: computed fan' . "\n") === 0, $fields['explain']);
});

test('a withdrawal empties every score, whatever else does not work', function () {
    foreach ([null, new Unusable('broken')] as $wrong) {
        $host = new ArrayHost(quickstart());
        $host->settings_are_wrong = $wrong;
        $customer = new ArrayCustomer();
        $customer->fields = ['segment' => 'fan', 'lifetime_value' => '12', 'place' => '{"network":{"reach":3},"refused":[{"by":["survey"],"uses":["network"]}]}'];
        $customer->basis = 'withdrawn';
        $customer->database_is_gone = new RuntimeException('gone');
        $fields = saved($host, $customer)->fields;
        same(['excluded', 'consent_withdrawn', null, null], [$fields['status'], $fields['reason'], $fields['segment'], $fields['lifetime_value']], 'fields');
        same('{"refused":[{"by":["survey"],"uses":["network"]}]}', $fields['place'], 'what others know of refusals stays');
        same('Not scored: consent is withdrawn.', $fields['explain'], 'why');
        same([], $host->complaints, 'complaints');
    }
});

test('who was erased is not scored, and nothing of the place stays', function () {
    $customer = new ArrayCustomer();
    $customer->erased = true;
    $customer->fields = ['place' => '{"network":{"reach":3}}'];
    $fields = saved(new ArrayHost(quickstart()), $customer)->fields;
    same(['excluded', 'erased', null], [$fields['status'], $fields['reason'], $fields['place']], 'fields');
});

test('a model that is missing makes customers wait, and is found when it appears; a new one counts at once', function () {
    $path = (string) tempnam(sys_get_temp_dir(), 'scvm');
    unlink($path);
    $host = new ArrayHost($path);
    try {
        $customer = new ArrayCustomer();
        $customer->fields = ['segment' => 'opponent'];
        $fields = saved($host, $customer)->fields;
        same(['stale', "$path: there is no scoring model", 'opponent'], [$fields['status'], $fields['reason'], $fields['segment']], 'waits with the old scores');
        same(["$path: there is no scoring model"], $host->complaints, 'complaint');
        copy(quickstart(), $path);
        same(['scored', 'fan'], [saved($host, $customer)->fields['status'], $customer->fields['segment']], 'it is there');
        $hash = $customer->fields['model_hash'];
        file_put_contents($path, "// a comment\n" . str_replace('"currency": "EUR"', '"currency": "CHF"', model(quickstart())));
        same('CHF', saved($host, $customer)->fields['currency'], 'another one');
        holds($customer->fields['model_hash'] !== $hash, 'its hash');
        file_put_contents($path, '{"schema": "scvm-model/1", "id": "x", "vale": {}}');
        same('stale', saved($host, $customer)->fields['status'], 'broken');
        holds(strpos($customer->fields['reason'], 'unknown key') !== false, $customer->fields['reason']);
    } finally {
        unlink($path);
    }
});

test('a database that is gone during a save breaks no save, and is told', function () {
    $host = new ArrayHost(quickstart());
    $customer = new ArrayCustomer();
    $customer->fields = ['segment' => 'captive'];
    $customer->id = "\xff'\"";
    $customer->database_is_gone = new RuntimeException("Server has gone\naway " . str_repeat('ä', 200));
    $fields = saved($host, $customer)->fields;
    same(['error', 'captive', 100], [$fields['status'], $fields['segment'], iconv_strlen($fields['reason'], 'UTF-8')], 'fields');
    holds(strpos($fields['reason'], 'Server has gone away ') === 0, $fields['reason']);
    same(1, count($host->complaints), 'complaints');
});

test('rows that cannot be read are told one by one, and the others count', function () {
    $customer = new ArrayCustomer();
    $customer->purchases[] = ['2026-02-30', '5'];
    $customer->purchases[] = ['2026-02-03', 'five'];
    $customer->answers['att_trust'] = 'n/a';
    $fields = saved(new ArrayHost(quickstart()), $customer)->fields;
    same('scored', $fields['status'], 'status');
    same(3, preg_match_all('/^! (answers|purchases) \d+: /m', $fields['explain']), $fields['explain']);
    unset($customer->answers['att_trust']);
    array_splice($customer->purchases, 2);
    $hash = $fields['input_hash'];
    same($hash, saved(new ArrayHost(quickstart()), $customer)->fields['input_hash'], 'the hash is of what was read');
});

test('a mapping that reads a customer\'s rows elsewhere leaves to the batch who has no place yet', function () {
    $host = new ArrayHost(quickstart());
    $host->settings = new Settings(['sources' => ['complaints' => []]]);
    $host->settings->library = library();
    $host->settings->model_path = quickstart();
    same('stale', saved($host)->fields['status'], 'status');
    $customer = new ArrayCustomer();
    $customer->fields = ['place' => '{"beside":{"complaints":[["complaint",1772366400,null,null,"phone",-1,"delivery","k1"]]}}'];
    same('scored', saved($host, $customer)->fields['status'], 'the place brings them along');
    holds(saved($host, $customer)->fields['input_hash'] !== saved(new ArrayHost(quickstart()))->fields['input_hash'], 'and the hash is of them, too');
});

test('legal bases are read as the command reads them', function () {
    $cases = [
        ['^consent^,^contract^', 'granted'], ['Legitimate Interest', 'granted'], [' LEGITIMATE-interest ', 'granted'], ['', null], ['^legal_obligation^', 'refused'],
        ['^withdrawn^,^consent^', 'withdrawn'], ['^consent^,^hearsay^', 'refused'], ['hearsay', 'refused'], [null, null],
    ];
    foreach ($cases as [$stored, $state]) {
        same($state, (new Consent())->state($stored), json_encode($stored));
    }
    $own = new Consent(['allow' => ['Vertrag'], 'labels' => ['Ja, gern' => 'x', 'erteilt' => 'vertrag'], 'purposes' => ['scoring']]);
    same(['granted', 'refused'], [$own->state('Erteilt'), $own->state('consent')], 'labels and other bases');
    same([['purpose' => 'scoring', 'state' => 'granted', 'time' => 0, 'evidence' => 'erteilt', 'source' => null]], $own->rows('erteilt', '', 'UTC'), 'without a day: since ever');
    same('refused', $own->rows('erteilt', '01.05.2026', 'UTC')[0]['state'], 'a day that cannot be read grants nothing');
    same(['*', 'withdrawn', 0], array_slice(array_values($own->rows('withdrawn', '01.05.2026', 'UTC')[0]), 0, 3), 'but withdraws');
    same('hearsay', $own->rows('hearsay', null, 'UTC')[0]['state'], 'a word for the library to read');
    same(['*'], array_column($own->rows('consent', '', 'UTC'), 'purpose'), 'a refusal is of everything, as the model may name its purposes otherwise');
    foreach ([[[], '*', 'contact'], [['consent' => ['missing' => 'exclude']], 'contact', 'contact'], [['consent' => ['contact' => 'mailings']], 'mailings', 'mailings']] as [$rules, $withdrawn, $granted]) {
        $of_model = $own->forModel($rules);
        same([$withdrawn, $granted], [$of_model->purposeOfContact('withdrawn'), $of_model->purposeOfContact('granted')], json_encode($rules));
    }
    same('withdrawn', $own->rowOfContact('granted', 'once', 'UTC', 'opt-in', 'e-mail')['state'], 'an opt-in without a day is none');
});

test('cells are read as the command reads them', function () {
    $numbers = ['52.000000' => 52.0, '(50.25)' => -50.25, "'-99" => -99.0, ' 4 ' => 4.0, '5-' => -5.0, "\u{2212}3" => -3.0, '1e3' => 1000.0, '3,5' => false, '1e999' => false, '' => null];
    foreach ($numbers as $cell => $number) {
        same($number, Cells::number((string) $cell), (string) $cell);
    }
    $days = [['2026-03-29', 'Europe/Berlin', 1774738800], ['2026-03-29 00:30', 'Europe/Berlin', 1774744200], ['2026-02-30', 'UTC', false], ['2026-01-01 24:00', 'UTC', false], [null, 'UTC', null]];
    foreach ($days as [$cell, $zone, $seconds]) {
        same($seconds, Cells::seconds($cell, $zone), json_encode($cell));
    }
    same([true, false, false, true], [Cells::yes('1'), Cells::yes('nein'), Cells::yes(null), Cells::yes(1)], 'flags');
    $places = ['a' => '0', 'b' => '1', 'c' => '2'];
    same(['a' => 1.0, 'b' => 2.0], Options::numbers(['a' => '1 - poor', 'b' => '2', 'c' => 'other'], $places), 'texts that begin with numbers');
    same(['a' => 0.0, 'b' => 1.0, 'c' => 2.0], Options::numbers(['a' => 'yes', 'b' => '2', 'c' => 'no'], $places), 'else places');
});

test('the portfolio adds up what one pass over the customers counted, with and without a group set by hand', function () {
    $strings = array_fill_keys(
        ['LBL_GROUP', 'LBL_CUSTOMERS', 'LBL_SHARE', 'LBL_TO', 'LBL_BY_HAND', 'LBL_CLV', 'LBL_SATISFACTION', 'LBL_ATTACHMENT', 'LBL_TOP'], 'text'
    ) + ['LBL_CAPTION' => '%d customers', 'LBL_PICTURE' => '%d dots', 'LBL_TIERS' => 'Tiers', 'LBL_TREATMENTS' => 'Treatments', 'LBL_STATUS_NONE' => 'not scored'];
    $row = function (int $customers, ?string $segment, int $by_hand, ?string $status, ?string $currency, ?float $value, ?string $tier, ?string $treatment) {
        return ['segment' => $segment, 'lifetime_value' => $value, 'value_tier' => $tier] + compact('customers', 'by_hand', 'status', 'currency', 'treatment');
    };
    $counts = [
        $row(3, 'fan', 0, 'scored', 'EUR', 10.0, 'gold', 'call'), $row(2, 'fan', 1, 'scored', 'EUR', 5.5, '10', ''), $row(1, 'fan', 0, 'scored', 'USD', 2.0, '9', null),
        $row(4, 'captive', 0, 'stale', 'EUR', null, '', 'invite'), $row(7, '', 0, 'insufficient_data', null, null, null, null), $row(8, null, 0, null, null, null, null, null),
        $row(9, 'fan', 1, 'excluded', '', 99.0, 'gold', 'call'),  // counts nowhere but in the last line
    ];
    $html = (new Scvm\Portfolio($strings, []))->html($counts, [], [], null);
    $said = preg_replace('/<[^>]*>|&#9632;/', '|', $html);
    holds(preg_match('/10 customers\|/', $said) === 1, $said);
    holds(preg_match('/fan\|+6\|+2\|+15\.50 EUR, 2\.00 USD/', $said) === 1 && preg_match('/captive\|+4\|+0\|+/', $said) === 1, $said);
    holds(strpos($said, '|Tiers: gold: 3 · 10: 2 · 9: 1|') > 0 && strpos($said, '|Treatments: invite: 4 · call: 3|') > 0, $said);
    holds(strpos($said, '|not scored: 8 · excluded: 9 · insufficient_data: 7 · scored: 6 · stale: 4|') > 0, $said);
});

test('a mapping\'s queries give one customer\'s record', function () {
    $asked = [];
    $tables = [
        'FROM c' => [['id' => 'ada', 'consent' => 'contract', 'consent_date' => '2026-01-02', 'opt_out' => 1], ['id' => 'ADA', 'consent' => 'withdrawn', 'consent_date' => null, 'opt_out' => 0]],
        'FROM o' => [['customer_id' => 'ada', 'date' => '2026-04-02', 'amount' => 33.333333333333336], ['customer_id' => 'ada', 'date' => null, 'amount' => '5']],
        'FROM a' => [['who' => 'ada', 'question' => 'How?', 'answer' => '4', 'date' => '2026-03-01 10:00:00', 'wave' => '2']],
    ];
    $ask = function (string $sql, string $id) use (&$asked, $tables): array {
        $asked[] = $sql;
        return array_merge(...array_values(array_filter($tables, function (string $of) use ($sql) { return strpos($sql, $of) !== false; }, ARRAY_FILTER_USE_KEY)));
    };
    $sources = ['customers' => ['query' => 'SELECT * FROM c'], 'purchases' => ['query' => 'SELECT * FROM o'], 'interactions' => ['path' => 'x.csv'],
        'answers' => ['query' => 'SELECT * FROM a', 'columns' => ['customer_id' => 'who', 'question' => 'question', 'answer' => 'answer', 'date' => 'date', 'wave' => 'wave'], 'items' => ['How?' => 'sat']]];
    $reader = new Scvm\Sources($sources, $ask);
    $record = $reader->record('ada', '2026-11-21', 'Europe/Berlin', new Consent());
    same([['item' => 'sat', 'value' => 4.0, 'time' => 1772359200, 'wave' => 2]], $record->read()['answers'], 'answers');
    same([['time' => 1775080800, 'amount' => 33.333333333333336]], $record->read()['purchases'], 'purchases');
    same(2, count($record->whole()['purchases']), 'with the one that cannot be read');
    same(['scoring granted', 'contact granted', 'contact withdrawn'], array_map(function (array $row) { return "{$row['purpose']} {$row['state']}"; }, $record->read()['consents']), 'consents');
    same('contract', $reader->basis('ada'), 'a database that compares without case finds nobody else');
    holds(in_array('SELECT * FROM (SELECT * FROM a) scvm_source WHERE who = :id', $asked, true), implode("\n", $asked));
    same(false, $reader->lacksSome(), 'what others do is the batch\'s, and no row of the customer\'s own');
    foreach ([['complaints' => ['query' => '']], ['purchases' => ['path' => 'x.csv']], ['answers' => ['query' => '', 'labels' => []]]] as $more) {
        same(true, (new Scvm\Sources($more + $sources, $ask))->lacksSome(), json_encode($more));
    }
});

finish('library');
