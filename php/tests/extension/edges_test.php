<?php
// What does not belong there is an exception, and never the end of the process: edges_test.php SOURCE
declare(strict_types=1);

require __DIR__ . '/tools.php';

use Scvm\Native\CustomerBase;
use Scvm\Native\Scorer;
use Scvm\Native\ScoreTable;
use Scvm\Native\ScoringModel;
use Scvm\Native\ScvmException;
use Scvm\Native\Stop;
use function Scvm\Native\call;
use function Scvm\Native\fit;
use function Scvm\Native\version;

const CLASSES = [CustomerBase::class, ScoringModel::class, Scorer::class, ScoreTable::class, Stop::class];
const NOON = 1780315200;

$vector = vector('pipeline.json');
$model = ScoringModel::fromJson(text($vector->model));
$base = CustomerBase::fromJson(text($vector->base));
$scorer = new Scorer($model);
$scores = $scorer->score($base, $vector->as_of);
$objects = [$base, $model, $scorer, $scores, new Stop()];

test('The version is that of the build', function () {
    global $argv;
    preg_match('/version = "(.+)"/', file_get_contents("$argv[1]/core/include/scvm/version.hpp"), $stated);
    same($stated[1], version());
    same($stated[1], phpversion('scvm'));
});

test('The codes of errors are constants, the same as everywhere', function () {
    global $argv;
    preg_match_all('/^    (\w+) = (\d+),/m', file_get_contents("$argv[1]/core/include/scvm/error.hpp"), $codes);
    same(array_combine(array_map('strtoupper', $codes[1]), array_map('intval', $codes[2])), (new ReflectionClass(ScvmException::class))->getConstants());
});

test('Errors carry code and message', function () {
    global $model, $base, $scorer, $scores;
    same('model: not JSON from byte 2 on', fails(ScvmException::BAD_MODEL, fn() => ScoringModel::fromJson('no'))->getMessage());
    fails(ScvmException::BAD_MODEL, fn() => ScoringModel::fromJson(''));
    fails(ScvmException::BAD_RECORD, fn() => CustomerBase::fromJson('{"schema": "scvm-base/9"}'));
    fails(ScvmException::BAD_RECORD, fn() => $scorer->scoreCustomer('{}'));
    fails(ScvmException::UNKNOWN_ID, fn() => $scores->explain('unheard of'));
    fails(ScvmException::UNKNOWN_ID, fn() => $scores->numbers('no_column'));
    fails(ScvmException::UNKNOWN_ID, fn() => new CustomerBase('Mars/Olympus'));
    fails(ScvmException::UNKNOWN_ID, fn() => $base->erasePerson("a\0b"));
    fails(ScvmException::DOMAIN, fn() => $scorer->score($base, 'yesterday'));
    fails(ScvmException::NOT_FITTED, fn() => fit(new CustomerBase(), $model, '2026-11-21'));
    holds(str_contains(fails(ScvmException::UNKNOWN_ID, fn() => call('wilson', '{}'))->getMessage(), '"wilson"'), 'names the method');
    fails(ScvmException::SIZE_MISMATCH, fn() => (new CustomerBase())->addPurchases(['a'], [NOON], []));
    $e = fails(ScvmException::UNKNOWN_ID, fn() => call("w\xff\0n", '{}'));
    holds($e instanceof RuntimeException && $e->getFile() === __FILE__ && $e->getLine() > 0, 'place');
});

test('What was stopped gives no result', function () {
    global $model, $base, $scorer;
    $stop = new Stop();
    holds($scorer->score($base, '2026-11-21', $stop)->size() > 0, 'not yet');
    $stop->request();
    $stop->request();
    fails(ScvmException::STOPPED, fn() => $scorer->score($base, '2026-11-21', $stop));
    fails(ScvmException::STOPPED, fn() => fit($base, $model, '2026-11-21', $stop));
    $long = ['graph' => ['source' => range(0, 999), 'target' => [...range(1, 999), 0]], 'seeds' => [0], 'simulations' => 10000000];
    fails(ScvmException::STOPPED, fn() => call('spread', text($long + ['limits' => ['seconds' => 1e6, 'bytes' => 1e12]]), $stop));
    fails(ScvmException::TOO_COSTLY, fn() => call('spread', text($long + ['limits' => ['seconds' => 1e6, 'bytes' => 1]])));
    holds($scorer->score($base, '2026-11-21', null)->size() > 0, 'without it');
});

test('A model that was fitted outlives what it was fitted on', function () {
    $customers = ['customer' => [], 'time' => [], 'amount' => []];
    $base = new CustomerBase('UTC');
    $base->addCustomers(range(1, 60));
    for ($i = 1; $i <= 60; $i++) {
        for ($k = 0; $k <= $i % 5; $k++) {
            $customers['customer'][] = $i;
            $customers['time'][] = NOON - 86400 * (30 + 7 * $i % 400 + 50 * $k);
            $customers['amount'][] = 10.0 + $i % 7 + $k;
        }
    }
    same(count($customers['time']), $base->addPurchases(...$customers));
    $rules = '{"schema": "scvm-model/1", "id": "shop", "currency": "EUR", "value": {"unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.3}}';
    $fitted = fit($base, ScoringModel::fromJson($rules), '2026-06-02');
    unset($base);
    $scorer = new Scorer($fitted);
    unset($fitted);
    $card = json_decode($scorer->scoreCustomer('{"id": "x", "as_of": "2026-06-02", "purchases": [{"time": "2026-01-01", "amount": 9}, {"time": "2026-03-01", "amount": 9}]}'));
    same('EUR', $card->value->currency);
    holds($card->value->lifetime_value > 0, 'a lifetime value');
});

/** Every function and method, with an object to call it on and right arguments. */
function calls(): array
{
    global $objects, $vector;
    $right = [
        'method' => 'wilson_interval', 'arguments' => '{"k":1,"n":2}', 'asOf' => '2026-11-21', 'timeZone' => 'UTC', 'column' => 'lifetime_value',
        'attribute' => 'territory', 'name' => 'territory', 'id' => 'fan', 'record' => text($vector->records[0]->record), 'model' => $objects[1],
        'base' => $objects[0], 'before' => $objects[3], 'until' => $objects[4], 'json' => text($vector->model),
    ];
    $objects[0] = CustomerBase::fromJson(text($vector->base));  // anew: it may have been erased from
    $right['base'] = $objects[0];
    $result = [];
    foreach ((new ReflectionExtension('scvm'))->getFunctions() as $function) {
        $result[] = [$function->getShortName(), $function->getParameters(), fn(...$given) => $function->invoke(...$given), $right];
    }
    foreach (CLASSES as $i => $class) {
        foreach ((new ReflectionClass($class))->getMethods() as $method) {
            $call = $method->isConstructor() ? fn(...$given) => new $class(...$given)
                : fn(...$given) => $method->invoke($method->isStatic() ? null : $objects[$i], ...$given);
            $given = $class === CustomerBase::class ? ['json' => text($vector->base), 'id' => $method->name === 'erasePerson' ? 'half' : 'fan'] + $right : $right;
            $result[] = [$method->class . '::' . $method->name, $method->getParameters(), $call, $given];
        }
    }
    return $result;
}

/** The right argument for a parameter; an empty column. */
function right(ReflectionParameter $parameter, array $right): mixed
{
    return (string)$parameter->getType() === 'array' ? [] : $right[$parameter->getName()];
}

test('Every call gives a result with right arguments', function () {
    $failed = [];
    foreach (calls() as [$name, $parameters, $call, $right]) {
        try {
            $call(...array_map(fn($parameter) => right($parameter, $right), $parameters));
        } catch (ScvmException $e) {
            $failed[] = "$name: " . $e->getMessage();
        }
    }
    // The column is one of numbers, and the model has no such section.
    same(['ScoreTable::codes', 'ScoreTable::labels', 'ScoreTable::accounts'], array_map(fn($each) => substr(strtok($each, ' '), 12, -1), $failed));
});

test('Every argument of another type is a TypeError that names it', function () {
    $wrong = [null, true, 5, -1.5, NAN, 'text', [], [null], ['a' => 1], new stdClass(), fopen('php://memory', 'r'), fn() => 1, new CustomerBase(), new Stop()];
    $refused = 0;
    foreach (calls() as [$name, $parameters, $call, $right]) {
        foreach ($parameters as $place => $parameter) {
            $type = $parameter->getType();
            foreach ($wrong as $value) {
                $fits = match (true) {
                    $value === null => $type->allowsNull(),
                    is_int($value) => (string)$type === 'string|int',
                    is_string($value) => str_contains((string)$type, 'string'),
                    is_array($value) => (string)$type === 'array',
                    is_object($value) => ltrim((string)$type, '?') === get_class($value),
                    default => false,
                };
                if ($fits) {
                    continue;
                }
                $given = array_map(fn($each) => right($each, $right), $parameters);
                $given[$place] = $value;
                $e = thrown(fn() => $call(...$given));
                same(TypeError::class, get_class($e), "$name: " . $e->getMessage());
                holds(str_contains($e->getMessage(), '#' . ($place + 1) . ' ($' . $parameter->getName() . ')'), $e->getMessage());
                $refused++;
            }
        }
    }
    holds($refused > 500, "$refused calls");
});

test('Too few and too many arguments are ArgumentCountErrors', function () {
    foreach (calls() as [$name, $parameters, $call, $right]) {
        $required = count(array_filter($parameters, fn($each) => !$each->isOptional()));
        $given = array_map(fn($each) => right($each, $right), $parameters);
        if ($required > 0) {
            same(ArgumentCountError::class, get_class(thrown(fn() => $call(...array_slice($given, 0, $required - 1)))), $name);
        }
        foreach ([1, 2, 20] as $more) {
            same(ArgumentCountError::class, get_class(thrown(fn() => $call(...$given, ...array_fill(0, $more, 'x')))), "$name and $more more");
        }
    }
});

test('Cells of columns are checked one by one', function () {
    $base = new CustomerBase();
    same(3, $base->addCustomers(['a', '💙 Müller', 5]));
    $add = fn(array $amount) => $base->addPurchases(['a', '5'], [NOON, NOON], $amount);
    same(2, $add([1, 2.5]));
    same(1, $add([null, 1.5]));  // no amount: the row is rejected
    same(0, $add([NAN, INF]));
    foreach ([['1.5', 1], [true, 1], [[], 1], [new stdClass(), 1]] as $wrong) {
        holds(str_contains(thrown(fn() => $add($wrong))->getMessage(), 'at 0'), 'tells the place');
    }
    same(TypeError::class, get_class(thrown(fn() => $base->addPurchases(['a'], [1.5], [1]))));
    same(TypeError::class, get_class(thrown(fn() => $base->addAnswers(['a'], ['s'], [1], [0], [1 << 40]))));
    same(ValueError::class, get_class(thrown(fn() => $base->addCustomers([1 => 'b']))));
    same(ValueError::class, get_class(thrown(fn() => $base->addCustomers(['id' => 'b']))));
    same(3, count($base->rejected()));
    same(['table' => 'purchases', 'row' => 2, 'code' => 1], array_slice($base->rejected()[0], 0, 3));
    same(1, $base->addCustomers([null, 'c', "\xff", str_repeat('x', 1025), '']));
    $shared = 'd';
    $list = [&$shared];
    same(1, $base->addCustomers($list));
    same(5, $base->size());
    holds(str_contains($base->exportPerson(5), '"id":"5"'), 'a whole number is an id');
});

test('Columns may be named, and optional ones left out', function () {
    $base = new CustomerBase();
    $base->addCustomers(['a', 'b']);
    same(1, $base->addInteractions(kind: ['post'], actor: ['a'], target: [''], time: [NOON], fingerprint: ['f']));
    same(1, $base->addConsents(customer: ['b'], purpose: ['*'], state: ['granted'], time: [NOON], expires: [null]));
    holds(str_contains($base->exportPerson('b'), '"granted"'), 'granted');
    holds(str_contains(thrown(fn() => $base->addCustomers(ids: []))->getMessage(), 'Unknown named parameter'), 'unknown name');
});

test('Objects are of one piece: final, not cloned, not serialized, equal to themselves only', function () {
    global $objects;
    foreach (CLASSES as $i => $class) {
        $object = $objects[$i];
        $reflected = new ReflectionClass($class);
        holds($reflected->isFinal() && !$reflected->isCloneable(), $class);
        same([], array_keys($reflected->getInterfaces()), $class);
        holds(thrown(fn() => clone $object) instanceof Error, 'clone');
        holds(str_contains(thrown(fn() => serialize($object))->getMessage(), 'not allowed'), 'serialize');
        holds(str_contains(thrown(fn() => unserialize('O:' . strlen($class) . ":\"$class\":0:{}"))->getMessage(), 'not allowed'), 'unserialize');
        holds(thrown(fn() => $object->thisown = false) instanceof Error, 'a property');
        holds(!isset($object->thisown), 'no property');
        holds(thrown(fn() => $reflected->newInstanceWithoutConstructor()) instanceof ReflectionException, 'without constructor');
        same('{}', json_encode($object));
        same([], (array)$object);
        ob_start();
        var_dump($object);
        holds(str_contains(ob_get_clean(), $class), 'var_dump');
        same(true, $object == $object);
        if ($reflected->hasMethod('__construct')) {
            same("$class is constructed already", thrown(fn() => $object->__construct(...($class === Scorer::class ? [$objects[1]] : [])))->getMessage());
        } else {
            same("$class is not made by new", thrown(fn() => new $class())->getMessage());
        }
    }
    same(false, new CustomerBase() == new CustomerBase());
});

test('An object that is still in use elsewhere lives on', function () {
    global $vector;
    $scores = (new Scorer(ScoringModel::fromJson(text($vector->model))))->score(CustomerBase::fromJson(text($vector->base)), $vector->as_of);
    same($vector->scores, $scores->toJson());
    $cycle = new stdClass();
    $cycle->scores = $scores;
    $cycle->self = $cycle;
    unset($scores, $cycle);
    holds(gc_collect_cycles() > 0, 'collected');
});

finish('edges');
