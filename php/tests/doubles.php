<?php
declare(strict_types=1);

require_once __DIR__ . '/../scvm.php';

/** A customer of a CRM that is an array. */
final class ArrayCustomer implements Scvm\Customer
{
    public string $id = 'ada';
    /** @var array<string, string|null> */
    public array $fields = [];
    public string $basis = 'consent';
    public bool $erased = false;
    /** @var list<array{string, string}> days and amounts */
    public array $purchases = [['2026-04-02', '52'], ['2026-10-11', '66']];
    /** @var array<string, string> answers by item */
    public array $answers = ['sat_overall' => '5', 'sat_expectation' => '9', 'att_trust' => '5', 'att_recommend' => '9'];
    public ?Throwable $database_is_gone = null;

    public function id(): string
    {
        return $this->id;
    }

    public function field(string $name): string
    {
        return (string) ($this->fields[$name] ?? '');
    }

    public function write(string $name, ?string $value): void
    {
        $this->fields[$name] = $value;
    }

    public function isWithdrawn(): bool
    {
        return $this->basis === 'withdrawn';
    }

    public function isErased(): bool
    {
        return $this->erased;
    }

    public function record(string $as_of, string $zone, Scvm\Consent $consent): Scvm\Record
    {
        if ($this->database_is_gone) {
            throw $this->database_is_gone;
        }
        $record = new Scvm\Record($this->id, $as_of, $zone);
        $record->addConsents($consent->rows($this->basis, '2026-01-02', $zone));
        foreach ($this->answers as $item => $said) {
            $record->addAnswer($item, Scvm\Cells::number($said), '2026-03-01', 0, $said);
        }
        foreach ($this->purchases as [$day, $amount]) {
            $record->addPurchase($day, $amount);
        }
        return $record;
    }
}

/** The CRM around it. */
final class ArrayHost implements Scvm\Host
{
    public Scvm\Settings $settings;
    /** @var list<string> */
    public array $complaints = [];
    public ?Throwable $settings_are_wrong = null;

    public function __construct(string $model_path)
    {
        $this->settings = new Scvm\Settings();
        $this->settings->library = (string) getenv('SCVM_LIBRARY');
        $this->settings->model_path = $model_path;
    }

    public function settings(): Scvm\Settings
    {
        if ($this->settings_are_wrong) {
            throw $this->settings_are_wrong;
        }
        $path = $this->settings->model_path;
        $this->settings->model_text = is_file($path) ? (string) file_get_contents($path) : '';
        return $this->settings;
    }

    public function complain(string $cause): void
    {
        $this->complaints[] = $cause;
    }
}

function saved(ArrayHost $host, ?ArrayCustomer $customer = null): ArrayCustomer
{
    $customer = $customer ?: new ArrayCustomer();
    (new Scvm\SaveHook($host))->score($customer);
    return $customer;
}

function quickstart(): string
{
    return __DIR__ . '/../../examples/quickstart/model.json';
}
