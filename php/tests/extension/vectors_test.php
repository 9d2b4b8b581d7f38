<?php
// The shared vectors of tests/vectors: vectors_test.php SOURCE
declare(strict_types=1);

require __DIR__ . '/tools.php';

use Scvm\Native\CustomerBase;
use Scvm\Native\Scorer;
use Scvm\Native\ScoringModel;
use function Scvm\Native\call;

/** What is wanted is there: some keys of an object, whole lists, numbers within the tolerance. */
function contains(mixed $want, mixed $got, stdClass $tolerance, string $path): void
{
    if ($want instanceof stdClass) {
        holds($got instanceof stdClass, "$path: no object");
        foreach (get_object_vars($want) as $key => $value) {
            holds(property_exists($got, (string)$key), "$path.$key is missing");
            contains($value, $got->$key, $tolerance, "$path.$key");
        }
    } elseif (is_array($want)) {
        holds(is_array($got), "$path: no list");
        same(count($want), count($got), $path);
        foreach ($want as $i => $value) {
            contains($value, $got[$i], $tolerance, "{$path}[$i]");
        }
    } elseif (is_int($want) || is_float($want)) {
        holds(is_int($got) || is_float($got), "$path: no number");
        $allowed = $tolerance->relative * abs($want) + $tolerance->absolute;
        holds(abs($got - $want) <= $allowed, "$path: " . text($got) . ' for ' . text($want));
    } else {
        same($want, $got, $path);
    }
}

$called = [];
foreach (glob("$argv[1]/tests/vectors/*.json") as $file) {
    $vector = vector(basename($file));
    $cases = array_filter($vector->cases ?? [], fn($case) => isset($case->call));
    if (!$cases) {
        continue;
    }
    test('Calls by name give ' . basename($file), function () use ($vector, $cases, &$called) {
        foreach ($cases as $case) {
            $fields = get_object_vars($case);
            $whole = isset($case->arguments);  // and a result that is an object, or one number
            $arguments = $whole
                ? [...get_object_vars($vector->arguments ?? new stdClass()), ...get_object_vars($case->arguments)]
                : array_diff_key($fields, array_flip(['name', 'call', 'value', 'error']));
            $method = $whole ? $case->call : "$vector->function.$case->call";
            $called[$method] = true;
            $call = fn() => call($method, text((object)$arguments));
            if (isset($case->error)) {
                fails($case->error, $call, $case->name);
                continue;
            }
            $got = json_decode($call(), false, 512, JSON_THROW_ON_ERROR);
            $tolerance = $case->tolerance ?? $vector->tolerance;
            if ($whole) {
                contains($case->result, $got, $tolerance, $case->name);
            } elseif (is_string($case->value)) {  // "nan", "inf": JSON has neither
                same(null, $got->value, $case->name);
            } else {
                contains($case->value, $got->value, $tolerance, $case->name);
            }
        }
    });
}

test('That were many methods', function () use (&$called) {
    foreach (['bg_nbd.p_alive', 'purchase_summary', 'fit_pareto_nbd', 'pagerank', 'network_value', 'treat'] as $method) {
        holds(isset($called[$method]), $method);
    }
    holds(count($called) > 50, count($called) . ' methods');
});

test('The pipeline comes out byte for byte', function () {
    $vector = vector('pipeline.json');
    $model = ScoringModel::fromJson(text($vector->model));
    same($vector->model_hash, $model->hash());
    $base = CustomerBase::fromJson(text($vector->base));
    $scorer = new Scorer($model);
    $scores = $scorer->score($base, $vector->as_of);
    same($vector->scores, $scores->toJson(), 'scores');
    foreach (get_object_vars($vector->explained) as $id => $card) {
        same($card, $scores->explain($id), "card of $id");
    }
    same($vector->analysis, $scores->analysis(), 'analysis');
    foreach (get_object_vars($vector->breakdown) as $attribute => $rows) {
        same($rows, $scores->breakdown($attribute), "breakdown by $attribute");
    }
    same($vector->migration, $scores->migration($scorer->score($base, $vector->earlier)), 'migration');
    same($vector->treatments, $scores->treatments(), 'treatments');
    foreach (get_object_vars($vector->exported) as $id => $held) {
        same($held, $base->exportPerson($id), "export of $id");
    }
    foreach (get_object_vars($vector->erasure_effect) as $id => $effect) {
        same($effect, $scorer->erasureEffect($base, $id, $vector->as_of), "erasure of $id");
    }
    holds(count($vector->records) > 0, 'no records');
    foreach ($vector->records as $each) {
        same($each->card, $scorer->scoreCustomer(text($each->record)), 'card of ' . $each->record->id);
    }
});

/** A cell of a column of times: seconds since 1970 in the place of the customers. What is no time becomes one that cannot be. */
function seconds(string|int|null $time, DateTimeZone $place): ?int
{
    $read = is_string($time) ? date_create_immutable($time, $place) : false;
    return is_string($time) ? ($read ? $read->getTimestamp() : PHP_INT_MIN) : $time;
}

const TIMES = ['time', 'expires', 'end', 'since', 'opened', 'answered', 'closed', 'asked', 'done'];

/** The base of a vector, by the typed calls, column by column. */
function typed(stdClass $tables, string $zone): CustomerBase
{
    $base = new CustomerBase($zone);
    $place = new DateTimeZone($zone);
    foreach (get_object_vars($tables) as $table => $columns) {
        if (!is_object($columns)) {
            continue;
        }
        $add = 'add' . str_replace('_', '', ucwords($table, '_'));
        foreach ($table === 'attributes' ? get_object_vars($columns) : ['' => $columns] as $attribute => $part) {
            $given = $attribute === '' ? [] : ['name' => $attribute];
            foreach (get_object_vars($part) as $column => $cells) {
                $parameter = lcfirst(str_replace('_', '', ucwords($column, '_')));
                $given[$parameter] = in_array($column, TIMES, true)
                    ? array_map(fn($cell) => seconds($cell, $place), $cells)
                    : $cells;
            }
            $base->$add(...$given);
        }
    }
    return $base;
}

foreach (['pipeline.json', 'service.json'] as $name) {
    test("Typed columns give what the JSON of $name gives", function () use ($name) {
        $vector = vector($name);
        $model = ScoringModel::fromJson(text($vector->model));
        $base = typed($vector->base, $model->timeZone());
        $scores = (new Scorer($model))->score($base, $vector->as_of)->toJson();
        $places = function (CustomerBase $of): array {
            $result = array_map(fn($row) => "$row[table] $row[row]", $of->rejected());
            sort($result);
            return $result;
        };
        same($places(CustomerBase::fromJson(text($vector->base))), $places($base));
        // Why a time of the JSON was rejected that is none, columns of numbers cannot say.
        [$want, $got] = [json_decode($vector->scores), json_decode($scores)];
        unset($want->rejected, $got->rejected);
        same(text($want), text($got));
    });
}

test('Columns by name are what the table says', function () {
    $vector = vector('pipeline.json');
    $scores = (new Scorer(ScoringModel::fromJson(text($vector->model))))->score(CustomerBase::fromJson(text($vector->base)), $vector->as_of);
    $customers = json_decode($scores->toJson())->customers;
    same(array_column($customers, 'id'), $scores->ids());
    same(count($customers), $scores->size());
    $labels = $scores->labels('segment');
    foreach ($scores->codes('segment') as $row => $code) {
        same($customers[$row]->survey->segment ?? 'unclassified', $labels[$code], "row $row");
    }
    $none = 0;
    foreach ($scores->numbers('lifetime_value') as $number) {
        $none += (int)is_nan($number);
    }
    holds($none > 0 && $none < count($customers), "$none without a lifetime value");
});

finish('vectors');
