#pragma once

// Everything that scores. Fitting needs NLopt as well: include <scvm/crm/fit.hpp> or a room's *_fit.hpp and link
// scvm::fit.
#ifndef SCVM_COMPILED
#define SCVM_COMPILED  // math/boost.hpp
#endif
#include <scvm/crm/explanation.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/error.hpp>
#include <scvm/json/accounts.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/comparison.hpp>
#include <scvm/json/matters.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/json/treatments.hpp>
#include <scvm/version.hpp>
