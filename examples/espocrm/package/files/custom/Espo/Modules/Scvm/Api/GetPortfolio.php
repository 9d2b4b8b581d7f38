<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Api;

use Espo\Core\Acl;
use Espo\Core\Api\Action;
use Espo\Core\Api\Request;
use Espo\Core\Api\Response;
use Espo\Core\Api\ResponseComposer;
use Espo\Core\Exceptions\Forbidden;
use Espo\Core\Select\SelectBuilderFactory;
use Espo\Core\Utils\Language;
use Espo\Modules\Scvm\Tools\Scoring;
use Espo\ORM\EntityManager;
use Espo\ORM\Query\SelectBuilder;
use PDO;
use Scvm\Engine;
use Scvm\Model;
use Scvm\Portfolio;
use Throwable;

/** The dashlet's content, of the contacts that this user may see. */
class GetPortfolio implements Action
{
    private const TOP = 5;
    private const TEXTS = [
        'LBL_CAPTION', 'LBL_GROUP', 'LBL_CUSTOMERS', 'LBL_SHARE', 'LBL_TO', 'LBL_BY_HAND', 'LBL_CLV', 'LBL_PICTURE', 'LBL_SATISFACTION', 'LBL_ATTACHMENT',
        'LBL_TIERS', 'LBL_TREATMENTS', 'LBL_TOP', 'LBL_STATUS_SCORED', 'LBL_STATUS_EXCLUDED', 'LBL_STATUS_INSUFFICIENT_DATA', 'LBL_STATUS_STALE',
        'LBL_STATUS_ERROR', 'LBL_STATUS_NONE',
    ];

    public function __construct(
        private Acl $acl,
        private SelectBuilderFactory $selectBuilderFactory,
        private EntityManager $entityManager,
        private Language $language,
        private Scoring $scoring
    ) {}

    public function process(Request $request): Response
    {
        if (!$this->acl->checkScope('Contact', 'read')) {
            throw new Forbidden();
        }
        $texts = [];
        foreach (self::TEXTS as $name) {
            $texts[$name] = $this->language->translateLabel($name, 'labels', 'Scvm');
        }
        $labels = [];
        foreach (['fan', 'sympathizer', 'mercenary', 'captive', 'opponent'] as $segment) {
            $labels[$segment] = (string) $this->language->translateOption($segment, 'scvmSegment', 'Contact');
        }
        $plans = ['LBL_TIERS' => $this->plan('scvmValueTier'), 'LBL_TREATMENTS' => $this->plan('scvmTreatment')];
        $html = (new Portfolio($texts, $labels))->html($this->groups(), $this->dots(), $plans, $this->most(), $this->statuses(), $this->engine());
        return ResponseComposer::json(['html' => $html]);
    }

    private function engine(): ?Engine
    {
        try {
            return Model::of($this->scoring->settings())->engine();
        } catch (Throwable) {
            return null;  // the counts need no library
        }
    }

    /** @return list<array<string, mixed>> */
    private function groups(): array
    {
        $rows = [];
        foreach ([['scvmSegmentOverride' => null], ['scvmSegmentOverride!=' => null]] as $by_hand => $where) {
            $group = $by_hand ? 'scvmSegmentOverride' : 'scvmSegment';
            $query = $this->contacts()
                ->select([[$group, 'segment'], ['scvmCurrency', 'currency'], ['COUNT:(id)', 'customers'], ['SUM:(scvmLifetimeValue)', 'lifetime_value']])
                ->where($where)
                ->where(['scvmStatus!=' => 'excluded'])
                ->group([$group, 'scvmCurrency']);
            foreach ($this->rows($query) as $row) {
                $rows[] = ['by_hand' => $by_hand ? $row['customers'] : 0, 'currency' => (string) $row['currency']] + $row;
            }
        }
        return $rows;
    }

    /** @return list<array<string, mixed>> */
    private function dots(): array
    {
        $query = $this->contacts()
            ->select([['scvmSatisfaction', 'x'], ['scvmAttachment', 'y'], ['IFNULL:(scvmSegmentOverride, scvmSegment)', 'segment']])
            ->where(['scvmSatisfaction!=' => null, 'scvmAttachment!=' => null])
            ->order([['scvmLifetimeValue', 'DESC'], ['id', 'ASC']])
            ->limit(0, Portfolio::MOST_DOTS);
        return $this->rows($query);
    }

    /** @return list<array<string, mixed>> how many contacts have each word of a field, the commonest first */
    private function plan(string $field): array
    {
        $query = $this->contacts()
            ->select([[$field, 'word'], ['COUNT:(id)', 'customers']])
            ->where(["$field!=" => null, 'scvmStatus!=' => 'excluded'])
            ->group([$field])
            ->order([['COUNT:(id)', 'DESC'], [$field, 'ASC']]);
        return $this->rows($query);
    }

    /** @return list<array<string, mixed>> */
    private function most(): array
    {
        $query = $this->contacts()
            ->select(['id', 'firstName', 'lastName', ['scvmLifetimeValue', 'lifetime_value'], ['scvmCurrency', 'currency']])
            ->where(['scvmLifetimeValue>' => 0])
            ->order([['scvmLifetimeValue', 'DESC'], ['id', 'ASC']])
            ->limit(0, self::TOP);
        $most = [];
        foreach ($this->rows($query) as $row) {
            $most[] = ['url' => '#Contact/view/' . rawurlencode($row['id']), 'name' => "{$row['firstName']} {$row['lastName']}", 'currency' => (string) $row['currency']] + $row;
        }
        return $most;
    }

    /** @return list<array<string, mixed>> */
    private function statuses(): array
    {
        $query = $this->contacts()->select([['scvmStatus', 'status'], ['COUNT:(id)', 'customers']])->group(['scvmStatus'])->order('scvmStatus');
        return $this->rows($query);
    }

    private function contacts(): SelectBuilder
    {
        return $this->selectBuilderFactory->create()->from('Contact')->withStrictAccessControl()->buildQueryBuilder();
    }

    /** @return list<array<string, mixed>> */
    private function rows(SelectBuilder $query): array
    {
        return $this->entityManager->getQueryExecutor()->execute($query->build())->fetchAll(PDO::FETCH_ASSOC);
    }
}
