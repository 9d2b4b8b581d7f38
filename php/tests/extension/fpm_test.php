<?php
// Eight workers of php-fpm side by side: fpm_test.php SOURCE SCVM.SO, with Debian's php-fpm
declare(strict_types=1);

require __DIR__ . '/tools.php';

const WORKERS = 8;

/** A request of FastCGI that was sent; answer() waits for what comes back. */
final class Request
{
    /** @var resource */
    public $socket;
    private string $bytes = '';

    public function __construct(string $address, string $query, string $source)
    {
        $this->socket = stream_socket_client("unix://$address", $code, $message, 10);
        holds($this->socket !== false, "no connection: $message");
        $parameters = '';
        foreach ([
            'SCRIPT_FILENAME' => __DIR__ . '/fpm_worker.php', 'REQUEST_METHOD' => 'GET', 'QUERY_STRING' => $query, 'SCVM_SOURCE' => realpath($source),
        ] as $name => $value) {
            $parameters .= pack('NN', strlen($name) | 1 << 31, strlen($value) | 1 << 31) . $name . $value;
        }
        $record = fn(int $type, string $content) => pack('CCnnCx', 1, $type, 1, strlen($content), 0) . $content;
        fwrite($this->socket, $record(1, pack('nCx5', 1, 0)) . $record(4, $parameters) . $record(4, '') . $record(5, ''));
    }

    /** Status, headers and body. */
    public function answer(): array
    {
        $bytes = stream_get_contents($this->socket);
        fclose($this->socket);
        $page = '';
        for ($at = 0; $at + 8 <= strlen($bytes); $at += 8 + $head['length'] + $head['padding']) {
            $head = unpack('Cversion/Ctype/nid/nlength/Cpadding', $bytes, $at);
            $page .= $head['type'] === 6 ? substr($bytes, $at + 8, $head['length']) : '';
        }
        holds(($head['type'] ?? 0) === 3, 'the answer has no end');
        [$top, $body] = explode("\r\n\r\n", $page, 2) + [1 => ''];
        preg_match_all('/^([\w-]+): (.*)$/m', str_replace("\r", '', $top), $lines);
        $headers = array_combine($lines[1], $lines[2]);
        return [(int)($headers['Status'] ?? 200), $headers, $body];
    }
}

[, $source, $extension] = $argv;
$fpm = current(array_filter(['/usr/sbin/php-fpm' . PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION, '/usr/sbin/php-fpm'], 'is_executable'));
if (!$fpm) {
    echo "fpm: there is no php-fpm: ./dev setup installs it\n";
    exit(1);
}
$folder = sys_get_temp_dir() . '/scvm_fpm_' . getmypid();
mkdir($folder);
$user = trim(shell_exec('id -un'));
file_put_contents("$folder/fpm.conf", "[global]\nerror_log = $folder/log\ndaemonize = no\n[www]\nuser = $user\nlisten = $folder/socket\npm = static\npm.max_children = "
    . WORKERS . "\ncatch_workers_output = no\n");
$process = proc_open([$fpm, '-n', '-F', '-R', '-d', "extension=$extension", '-d', 'display_errors=0', '-y', "$folder/fpm.conf"], [['file', '/dev/null', 'r'], ['file', "$folder/out", 'w'],
    ['file', "$folder/out", 'a']], $pipes);
register_shutdown_function(function () use ($process, $folder): void {
    proc_terminate($process);
    proc_close($process);
    array_map('unlink', glob("$folder/*"));
    rmdir($folder);
});
for ($i = 0; $i < 100 && !file_exists("$folder/socket"); $i++) {
    usleep(50000);
}

$vector = vector('pipeline.json');
/** The answers to queries that are all asked before the first answer is read. */
$ask = fn(array $queries): array => array_map(
    fn(Request $request) => $request->answer(),
    array_map(fn(string $query) => new Request("$folder/socket", $query, $source), $queries),
);

test('Hundreds of requests, eight at a time, get equal bytes', function () use ($ask, $vector) {
    $workers = [];
    for ($round = 0; $round < 50; $round++) {
        $queries = $want = [];
        for ($i = 0; $i < WORKERS; $i++) {
            $of = ($round + $i) % count($vector->records);
            [$queries[], $want[]] = match (($round + $i) % 4) {
                0 => ['what=table', $vector->scores],
                1 => ['what=error', '4 record.id: is missing'],
                default => ["what=card&of=$of", $vector->records[$of]->card],
            };
        }
        foreach ($ask($queries) as $i => [$status, $headers, $body]) {
            same(200, $status, $queries[$i]);
            same($want[$i], $body, $queries[$i]);
            $workers[$headers['Worker']] = true;
        }
    }
    same(WORKERS, count($workers), 'workers');
});

test('An uncaught exception, or a call beyond max_execution_time, ends a request, and no worker', function () use ($ask) {
    $before = [];
    $after = [];
    foreach ($ask(['what=late', ...array_fill(0, 3 * WORKERS, 'what=uncaught')]) as [$status, $headers]) {
        same(500, $status);
        $before[$headers['Worker']] = true;
    }
    foreach ($ask(array_fill(0, 10 * WORKERS, 'what=card&of=0')) as [$status, $headers]) {
        same(200, $status);
        $after[$headers['Worker']] = true;
    }
    same([], array_diff_key($before, $after), 'workers that are gone');
});

test('A result that exceeds memory_limit ends a request, and its native memory is freed', function () use ($ask) {
    $resident = [];
    for ($round = 0; $round < 6; $round++) {
        foreach ($ask(array_fill(0, WORKERS, 'what=exhaust')) as [$status, $headers, $body]) {
            same(500, $status, $body);
            $resident[$headers['Worker']][] = (int)$headers['Resident'];
        }
    }
    $grown = 0;
    foreach ($resident as $sizes) {  // each before its request, which has 4 MB of native memory when it ends
        $grown += end($sizes) - $sizes[min(1, count($sizes) - 1)];
    }
    holds($grown < 80000000, "$grown bytes in " . json_encode($resident));  // all of it left behind would be 128 MB
});

finish('fpm');
