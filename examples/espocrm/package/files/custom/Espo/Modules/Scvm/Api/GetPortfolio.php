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
        $html = (new Portfolio($texts, $labels))->html($this->counts(), $this->dots(), $this->most(), $this->engine());
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

    /** @return list<array<string, mixed>> how many contacts there are of each kind, in one pass over them: each takes the database long where there are 100,000 */
    private function counts(): array
    {
        $kinds = [
            ['scvmSegmentOverride', 'override'], ['scvmSegment', 'segment'], ['scvmCurrency', 'currency'], ['scvmStatus', 'status'], ['scvmValueTier', 'value_tier'],
            ['scvmTreatment', 'treatment'],
        ];
        $query = $this->contacts()
            ->select([...$kinds, ['COUNT:(id)', 'customers'], ['SUM:(scvmLifetimeValue)', 'lifetime_value']])
            ->group(array_column($kinds, 0));
        $rows = [];
        foreach ($this->rows($query) as $row) {
            $by_hand = (string) $row['override'] !== '';
            $rows[] = ['by_hand' => (int) $by_hand, 'segment' => $by_hand ? $row['override'] : $row['segment']] + $row;
        }
        return $rows;
    }

    /** @return list<array<string, mixed>> both columns downwards, as the index of the lifetime value can be read */
    private function dots(): array
    {
        $query = $this->contacts()
            ->select([['scvmSatisfaction', 'x'], ['scvmAttachment', 'y'], ['IFNULL:(scvmSegmentOverride, scvmSegment)', 'segment']])
            ->where(['scvmSatisfaction!=' => null, 'scvmAttachment!=' => null])
            ->order([['scvmLifetimeValue', 'DESC'], ['id', 'DESC']])
            ->limit(0, Portfolio::MOST_DOTS);
        return $this->rows($query);
    }

    /** @return list<array<string, mixed>> */
    private function most(): array
    {
        $query = $this->contacts()
            ->select(['id', 'firstName', 'lastName', ['scvmLifetimeValue', 'lifetime_value'], ['scvmCurrency', 'currency']])
            ->where(['scvmLifetimeValue>' => 0])
            ->order([['scvmLifetimeValue', 'DESC'], ['id', 'DESC']])
            ->limit(0, self::TOP);
        $most = [];
        foreach ($this->rows($query) as $row) {
            $most[] = ['url' => '#Contact/view/' . rawurlencode($row['id']), 'name' => "{$row['firstName']} {$row['lastName']}", 'currency' => (string) $row['currency']] + $row;
        }
        return $most;
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
