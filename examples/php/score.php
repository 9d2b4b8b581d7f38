<?php
// One customer scored from any PHP program: no server, no composer, nothing to compile. PHP 7.4 or newer with FFI.
$scvm = FFI::cdef('typedef struct { int code; char message[1024]; } scvm_error; typedef struct { char* data; size_t size; void* owner; } scvm_text;
    int scvm_model_open(const char* json, size_t size, void** model, scvm_error* error);
    int scvm_score_customer(const void* model, const char* record, size_t size, scvm_text* card, scvm_error* error);',
    getenv('SCVM_LIBRARY') ?: 'libscvm.so.0');
[$model, $card, $error] = [$scvm->new('void*'), $scvm->new('scvm_text'), $scvm->new('scvm_error')];
[$rules, $place] = [file_get_contents($argv[1]), isset($argv[2]) ? json_decode(file_get_contents($argv[2]), true) : []];  // $argv[2]: the field "place"
$record = json_encode($place + ['id' => 'ada', 'as_of' => '2026-11-21', 'purchases' => [['time' => '2026-04-02', 'amount' => 52], ['time' => '2026-10-11', 'amount' => 66]]]);
$failed = $scvm->scvm_model_open($rules, strlen($rules), FFI::addr($model), FFI::addr($error))
    || $scvm->scvm_score_customer($model, $record, strlen($record), FFI::addr($card), FFI::addr($error));
exit($failed ? FFI::string($error->message) . "\n" : implode("\n", array_column(json_decode(FFI::string($card->data, $card->size), true)['explanation'], 'sentence')) . "\n");
