/* What the files of the recommender share. Internal to engine/recommend. */
#pragma once

#include "recommend/complexion.h"
#include "recommend/habit.h"
#include "recommend/harmony.h"
#include "recommend/layer-match.h"
#include "recommend/recommender.h"

G_BEGIN_DECLS

/* What holds for all groups of one run. */
typedef struct
{
  const VanityWish *wish;
  VanityCatalogue *catalogue;
  VanityTrend *trend;              /* or NULL */
  VanityHabit *habit;              /* or NULL */
  GHashTable *states;              /* uid → VanityShadeState, or NULL */
  GPtrArray *wrong;                /* VanityShade, or NULL */
  char **avoid;                    /* of the person's list and the query's */
  double apart;                    /* of photo and owned foundation, ΔE, or NaN */
  VanitySkinEstimate skin, learnt; /* as measured; moved by what was the wrong shade */
} VanityContext;

/* What a group asks for. */
typedef struct
{
  VanityCategory category; /* the first of them */
  unsigned categories;     /* bits */
  int layer;               /* in the look, or −1 */
  gboolean for_skin;       /* complexion: against the skin */
  gboolean has_target;     /* `target` is initialised and known */
  VanityLayerTarget target;
} VanityGroupPlan;

/* Plans the groups that the wish asks for: VanityGroupPlan, cleared by the array. */
GArray *vanity_context_plan (const VanityContext *context);

/* One shade with everything that is known of it. */
typedef struct
{
  VanityShade *shade; /* owned */
  int zone;           /* into the plan's target, or −1 */
  VanityComplexionMatch complexion;
  VanityLayerMatch layer;
  VanityHarmony harmony;
  double score, match, delta_e, feature, habit, trend;
  VanityPriceClass price; /* among the candidates */
  double against;         /* [0, 1]: what was the wrong shade speaks so much against it */
} VanityCandidate;

void vanity_candidate_clear (gpointer candidate);

/* VanityCandidate of all that can be had for the plan, in no order; scored. `nearest` gets the
 * least ΔE among them, or NaN. */
GArray *vanity_context_gather (const VanityContext *context, const VanityGroupPlan *plan,
                               double *nearest, GCancellable *cancellable, GError **error);

/* The chosen ones of them as proposals with reasons; `nearest` as above. */
GPtrArray *vanity_context_choose (const VanityContext *context, const VanityGroupPlan *plan,
                                  GArray *candidates, double nearest, guint32 seed);

/* Two to four VanityReason, the weightiest first. */
GPtrArray *vanity_context_explain (const VanityContext *context, const VanityGroupPlan *plan,
                                   const VanityCandidate *candidate, gboolean explored);

/* What was the wrong shade: moves the estimate of the skin to where none of it is contradicted. */
void vanity_wrong_learn (const VanityContext *context, VanitySkinEstimate *skin);
/* How much that speaks against a shade, [0, 1]; `kind` and `name` (may be NULL) get the reason for
 * which it does not, where there is one: "lighter than …", else VANITY_N_REASONS. */
double vanity_wrong_judge (const VanityContext *context, const VanityShade *shade,
                           VanityReasonKind *kind, char **name);

/* Owned by the recommender; the taste may be NULL. */
VanityCatalogue *vanity_recommender_get_catalogue (VanityRecommender *recommender);
VanityTaste *vanity_recommender_get_taste (VanityRecommender *recommender);

void vanity_proposal_free (gpointer proposal);
void vanity_proposal_group_free (gpointer group);

/* Foundation, concealer, powder. */
gboolean vanity_category_is_complexion (VanityCategory category);

G_END_DECLS
