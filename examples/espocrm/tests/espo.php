<?php
/**
 * As much of EspoCRM 8 as the extension touches, with the behaviour that matters to it, on a real SQL database: how hooks are found
 * and in which order they run, how classes get what they are made with, how attributes become columns, what a cache takes.
 */
namespace Espo\ORM {
    interface Entity
    {
    }

    /** An entity of any type; attributes that its definition does not have are refused. */
    class TestEntity implements Entity
    {
        private array $fetched;
        public bool $is_new = false;

        public function __construct(public string $type, private array $values)
        {
            $this->fetched = $values;
        }

        public function getId(): string
        {
            return $this->values['id'];
        }

        public function get(string $attribute): mixed
        {
            return $this->values[$attribute] ?? null;
        }

        public function set(array $values): void
        {
            $this->values = $values + $this->values;
        }

        public function isNew(): bool
        {
            return $this->is_new;
        }

        public function getFetched(string $attribute): mixed
        {
            return $this->is_new ? null : $this->fetched[$attribute] ?? null;
        }

        public function isAttributeChanged(string $attribute): bool
        {
            return $this->get($attribute) !== $this->getFetched($attribute);
        }
    }

    class EntityManager
    {
        public array $queries = [];
        public ?\Throwable $gone = null;
        private $pipes;
        private $process;

        public function __construct()
        {
            $bridge = __DIR__ . '/../../suitecrm/tests/sql_bridge.py';
            $this->process = proc_open(['/usr/bin/python3', $bridge, getenv('SCVM_TEST_DATABASE')], [['pipe', 'r'], ['pipe', 'w'], STDERR], $this->pipes);
        }

        public function ask(string $sql): array
        {
            if ($this->gone) {
                throw $this->gone;
            }
            $this->queries[] = $sql;
            fwrite($this->pipes[0], base64_encode($sql) . "\n");
            $answer = json_decode(fgets($this->pipes[1]), true);
            if (isset($answer['error'])) {
                throw new \RuntimeException("{$answer['error']} in $sql");
            }
            return $answer['rows'];
        }

        public function getSqlExecutor(): self
        {
            return $this;
        }

        public function getQueryExecutor(): self
        {
            return $this;
        }

        public function getPDO(): self
        {
            return $this;
        }

        public function getAttribute(int $which): string
        {
            return $which === \PDO::ATTR_DRIVER_NAME ? 'mysql' : '';
        }

        public function quote(string $text): string
        {
            return "'" . addcslashes($text, "\\'\"\0\n\r\x1a") . "'";
        }

        public function execute(string|array $what): object
        {
            if (is_array($what)) {
                $sets = [];
                foreach ($what['set'] as $attribute => $value) {
                    $sets[] = column($what['in'], $attribute) . ' = ' . ($value === null ? 'NULL' : $this->quote((string) $value));
                }
                $what = "UPDATE {$this->table($what['in'])} SET " . implode(', ', $sets) . ' WHERE id = ' . $this->quote($what['where']['id']);
            }
            $rows = $this->ask($what);
            return new class($rows) {
                public function __construct(private array $rows)
                {}

                public function fetchAll(int $mode): array
                {
                    return $this->rows;
                }
            };
        }

        public function getEntityById(string $type, string $id): ?Entity
        {
            $rows = $this->ask("SELECT * FROM {$this->table($type)} WHERE id = {$this->quote($id)} AND NOT deleted");
            return $rows ? $this->entity($type, $rows[0]) : null;
        }

        public function getRDBRepository(string $type): object
        {
            return new class($this, $type) {
                private string $sql = '1 = 1';

                public function __construct(private EntityManager $manager, private string $type)
                {}

                public function where(array $where): self
                {
                    $this->sql = \Espo\ORM\condition($this->type, $where, $this->manager);
                    return $this;
                }

                public function order(string $attribute): self
                {
                    $this->sql .= ' ORDER BY ' . \Espo\ORM\column($this->type, $attribute);
                    return $this;
                }

                public function limit(int $offset, int $limit): self
                {
                    $this->sql .= " LIMIT $offset, $limit";
                    return $this;
                }

                public function find(): array
                {
                    $found = [];
                    foreach ($this->manager->ask("SELECT * FROM {$this->manager->table($this->type)} WHERE NOT deleted AND ({$this->sql}") as $row) {
                        $found[] = $this->manager->entity($this->type, $row);
                    }
                    return $found;
                }
            };
        }

        public function table(string $type): string
        {
            return \Espo\ORM\underscored(lcfirst($type));
        }

        public function entity(string $type, array $row): TestEntity
        {
            $values = [];
            foreach ($row as $column => $value) {
                $attribute = lcfirst(str_replace(' ', '', ucwords(str_replace('_', ' ', $column))));
                $is_number = in_array($type === 'Contact' ? definition()[$attribute]['type'] ?? '' : '', ['float'], true);
                $values[$attribute] = $is_number && $value !== null ? (float) $value : $value;
            }
            return new TestEntity($type, $values);
        }
    }

    /** The extension's fields of contacts. */
    function definition(): array
    {
        static $fields;
        return $fields ??= json_decode(file_get_contents(getcwd() . '/custom/Espo/Modules/Scvm/Resources/metadata/entityDefs/Contact.json'), true)['fields'];
    }

    function underscored(string $name): string
    {
        return strtolower(preg_replace('/[A-Z]/', '_$0', $name));
    }

    function column(string $type, string $attribute): string
    {
        if ($type === 'Contact' && $attribute !== 'id' && !isset(definition()[$attribute])) {
            throw new \LogicException("Contact has no attribute $attribute");
        }
        return underscored($attribute);
    }

    /** Of EspoCRM's where: lists are joined with and, below OR with or; an array of values is a choice. */
    function condition(string $type, array $where, EntityManager $manager): string
    {
        $of = static function (array $where, string $between) use (&$of, $type, $manager): string {
            $parts = [];
            foreach ($where as $key => $value) {
                if ($key === 'OR' || is_int($key)) {
                    $parts[] = '(' . $of($value, $key === 'OR' ? ' OR ' : ' AND ') . ')';
                    continue;
                }
                preg_match('/^(\w+)(!=|<|>)?$/', $key, $named);
                $column = column($type, $named[1]);
                if (is_array($value)) {
                    $parts[] = "$column IN (" . implode(', ', array_map([$manager, 'quote'], $value)) . ')';
                } elseif ($value === null) {
                    $parts[] = $column . (isset($named[2]) ? ' IS NOT NULL' : ' IS NULL');
                } else {
                    $parts[] = $column . ' ' . (['!=' => '<>'][$named[2] ?? ''] ?? $named[2] ?? '=') . ' ' . $manager->quote((string) $value);
                }
            }
            return implode($between, $parts);
        };
        return $of($where, ' AND ') . ')';
    }
}

namespace Espo\ORM\Query {
    class UpdateBuilder
    {
        private array $query = [];

        public static function create(): self
        {
            return new self();
        }

        public function __call(string $part, array $arguments): self
        {
            $this->query[$part] = $arguments[0];
            return $this;
        }

        public function build(): array
        {
            return $this->query;
        }
    }
}

namespace Espo\ORM\Repository\Option {
    class SaveOptions
    {
    }

    class RemoveOptions
    {
    }
}

namespace Espo\Core\Hook\Hook {
    interface AfterSave
    {
    }

    interface AfterRemove
    {
    }
}

namespace Espo\Core\Job {
    interface JobDataLess
    {
        public function run(): void;
    }
}

namespace Espo\Core\Utils {
    class Config
    {
        public array $values = [];

        public function get(string $name): mixed
        {
            return $this->values[$name] ?? null;
        }
    }

    class DataCache
    {
        public array $stored = [];

        public function has(string $key): bool
        {
            return isset($this->stored[$key]);
        }

        public function get(string $key): mixed
        {
            return $this->stored[$key];
        }

        public function store(string $key, mixed $data): void
        {
            if (!is_array($data) && !$data instanceof \stdClass) {
                throw new \InvalidArgumentException('Bad cache data type.');
            }
            $this->stored[$key] = $data;
        }
    }

    class Log
    {
        public array $lines = [];

        public function error(string $message): void
        {
            $this->lines[] = $message;
        }
    }
}

namespace {
    /** Makes objects with what their constructors name, each once: EspoCRM's InjectableFactory and its container. */
    final class TestFactory
    {
        private array $made = [];

        public function create(string $class): object
        {
            $arguments = [];
            $constructor = (new ReflectionClass($class))->getConstructor();
            foreach ($constructor ? $constructor->getParameters() : [] as $parameter) {
                $arguments[] = $this->shared($parameter->getType()->getName());
            }
            return new $class(...$arguments);
        }

        public function shared(string $class): object
        {
            return $this->made[$class] ??= $this->create($class);
        }
    }

    /** The hooks of an entity type, as EspoCRM finds them: Hooks/<Type>/<Class>.php, by their order. */
    function hooks(TestFactory $factory, string $type, string $method): array
    {
        $found = [];
        foreach (glob("custom/Espo/Modules/Scvm/Hooks/$type/*.php") as $path) {
            $class = "Espo\\Modules\\Scvm\\Hooks\\$type\\" . basename($path, '.php');
            if (method_exists($class, $method)) {
                $found[] = [$class::$order, $factory->create($class)];
            }
        }
        sort($found);
        return array_column($found, 1);
    }

    spl_autoload_register(static function (string $class): void {
        $map = json_decode(file_get_contents('custom/Espo/Modules/Scvm/Resources/autoload.json'), true)['psr-4'];
        foreach ($map + ['Espo\\Modules\\' => 'custom/Espo/Modules'] as $prefix => $folder) {
            $path = $folder . '/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            if (strpos($class, $prefix) === 0 && is_file($path)) {
                require $path;
                return;
            }
        }
    });
}
