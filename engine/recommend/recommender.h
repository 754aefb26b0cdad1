/* What to propose: products that exist, for a person and for the layers of a look, each with the
 * reasons that made its score.
 *
 * Three sources, each of which may know nothing:
 *
 *   feature   how near the product is to what is wanted: the skin, or what a layer shows on it
 *   habit     what the person did with this and with others
 *   trend     what is in demand
 *
 * Each is a share in [0, 1], 0.5 being "nothing known", and counts with a weight that goes to 0 the
 * less it knows (recommend/blend.h). Filters are hard: what the query does not admit, what is
 * hidden and what was the wrong shade is never proposed. Same in, same out. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/query.h"
#include "makeup/look.h"
#include "recommend/person.h"
#include "recommend/reason.h"
#include "recommend/taste.h"
#include "recommend/trend.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const VanityPerson *person; /* NULL: nothing known */
  VanityLook *look;           /* worn, or a copied recipe; NULL: for the skin alone */
  const VanityLayer *layer;   /* one of look->layers alone; NULL: all of them and the skin */
  VanityQuery query;  /* hard filters; its text, order, offset and limit count for nothing */
  int n;              /* proposals in each group; 0: 6 */
  double exploration; /* [0, 1]: how many of them may be something else; 0: none */
  guint32 seed;       /* of exploration */
} VanityWish;

/* Nothing wished but `n` of each; `query` initialised. */
void vanity_wish_init (VanityWish *wish);
void vanity_wish_clear (VanityWish *wish); /* the query, and the look's reference if there is one */

typedef struct
{
  VanityShade *shade;
  double score; /* [0, 1]: the blend, by which it was chosen */
  double match; /* [0, 1]: how near it is to what is wanted, whoever asks: 1 where no difference can
                   be seen, 0.84 at the bound of what is called close (recommend/match.h); NaN where
                   no colour is wanted */
  double delta_e; /* CIEDE2000 as worn (complexion: as swatch) from what is wanted, or NaN */
  double feature, habit, trend; /* the parts, [0, 1]; 0.5: nothing known */
  const char *zone; /* of an eyeshadow layer: "lid", "crease", "outer", "inner", "lower"; or NULL */
  GPtrArray *reasons; /* 2 to 4 VanityReason, the weightiest first */
  gboolean explored;  /* chosen to try something else */
} VanityProposal;

typedef struct
{
  VanityCategory category;
  int layer;      /* index into look->layers, or −1: for the skin */
  char *title;    /* translated: "Lipstick", "Foundation for your skin" */
  guint32 target; /* 0xRRGGBB: the colour that is wanted, as it would look */
  gboolean has_target;
  GPtrArray *proposals; /* VanityProposal, best first; may be empty */
  char *note;           /* translated: "No close match: the nearest is ΔE 3.6 away", or NULL */
  double nearest;       /* ΔE of the nearest the filters leave, or NaN */
} VanityProposalGroup;

typedef struct _VanityRecommender VanityRecommender; /* reference counted, safe on any thread */

/* `taste` may be NULL. References are taken. */
VanityRecommender *vanity_recommender_new (VanityCatalogue *catalogue, VanityTaste *taste);
VanityRecommender *vanity_recommender_ref (VanityRecommender *recommender);
void vanity_recommender_unref (VanityRecommender *recommender);

/* What is in demand, as an imported file says; NULL: as the catalogue and the season do. */
void vanity_recommender_set_trend (VanityRecommender *recommender, VanityTrend *trend);

/* VanityProposalGroup, owned by the array: those for the skin first, then those of the layers in
 * the order they lie on the face. NULL with the catalogue's or the taste's error, or cancelled. */
GPtrArray *vanity_recommender_run (VanityRecommender *recommender, const VanityWish *wish,
                                   GCancellable *cancellable, GError **error);

typedef struct
{
  VanityShade *shade;
  double delta_e;     /* CIEDE2000 of the swatches */
  gboolean has_price; /* both have one in the same currency */
  VanityMoney gap;    /* price of `shade` minus that of the one asked about: negative is cheaper */
  gboolean is_dupe;   /* one cannot tell them apart, the finish is alike, and it is cheaper */
} VanityAlternative;

/* Up to `n` of the same category and other brands, the nearest first; `query` (or NULL) filters.
 * Elements are VanityAlternative, cleared with the array. */
GArray *vanity_recommender_alternatives (VanityRecommender *recommender, const VanityShade *shade,
                                         const VanityQuery *query, int n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRecommender, vanity_recommender_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityWish, vanity_wish_clear)

G_END_DECLS
