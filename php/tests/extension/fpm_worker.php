<?php
// What a worker of php-fpm answers in fpm_test.php, by the query string.
declare(strict_types=1);

use Scvm\Native\CustomerBase;
use Scvm\Native\Scorer;
use Scvm\Native\ScoringModel;
use Scvm\Native\ScvmException;
use function Scvm\Native\call;

parse_str($_SERVER['QUERY_STRING'], $asked);
header('Worker: ' . getmypid());
header('Resident: ' . explode(' ', file_get_contents('/proc/self/statm'))[1] * 4096);
$vector = json_decode(file_get_contents($_SERVER['SCVM_SOURCE'] . '/tests/vectors/pipeline.json'), false, 512, JSON_THROW_ON_ERROR);
$text = fn(mixed $value): string => json_encode($value, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_UNICODE);
$scorer = new Scorer(ScoringModel::fromJson($text($vector->model)));
if ($asked['what'] === 'card') {
    usleep(5000);  // while the other workers are busy, too
    echo $scorer->scoreCustomer($text($vector->records[(int)$asked['of']]->record));
} elseif ($asked['what'] === 'table') {
    echo $scorer->score(CustomerBase::fromJson($text($vector->base)), $vector->as_of)->toJson();
} elseif ($asked['what'] === 'error') {
    try {
        $scorer->scoreCustomer('{}');
    } catch (ScvmException $e) {
        echo $e->getCode(), ' ', $e->getMessage();
    }
} elseif ($asked['what'] === 'late') {  // a call of minutes
    $graph = ['source' => range(0, 999), 'target' => [...range(1, 999), 0]];
    set_time_limit(1);
    call('spread', $text(['graph' => $graph, 'seeds' => [0], 'simulations' => 10000000, 'limits' => ['seconds' => 1e6, 'bytes' => 1e12]]));
} elseif ($asked['what'] === 'uncaught') {
    $scorer->scoreCustomer('{}');
} else {  // more than memory_limit: PHP leaves the call by longjmp
    $base = new CustomerBase();
    $base->addCustomers(range(1, 2000));
    $scores = $scorer->score($base, '2026-11-21');
    $size = strlen($scores->toJson());
    // Some PHPs end a process at once that asks for twice the limit.
    ini_set('memory_limit', (string)(memory_get_usage(true) + intdiv(7 * $size, 10)));
    echo strlen($scores->toJson());
}
