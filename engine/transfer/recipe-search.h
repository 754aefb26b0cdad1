/* Moves the parameters of layers until the face that wears them looks as wanted. Internal to
 * recipes. */
#pragma once

#include "face/atlas.h"
#include "transfer/recipe-knob.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One face and what it is to look like; one thread at a time. */
typedef struct _VanitySearch VanitySearch;

/* `rgb` and `visibility` as vanity_canvas_new_atlas () takes them; `wanted`, three planes of linear
 * light. All must
 * outlive the search. Errors as there. Once cancelled, nothing is moved any more. */
VanitySearch *vanity_search_new (const VanityAtlas *atlas, const float *rgb,
                                 const float *visibility, const float *wanted,
                                 GCancellable *cancellable, GError **error);
void vanity_search_free (VanitySearch *search);

/* How much each texel counts, size² values ≥ 0: what is judged from then on. */
void vanity_search_look_at (VanitySearch *search, const float *weight);

/* What lies under the layers from then on, once and for all of them; NULL: the bare face. */
void vanity_search_put_under (VanitySearch *search, const VanityLook *look);

/* The mean difference that is left when `look` is worn: CIEDE2000 but for its rotation of blues,
 * small ones counting less (Huber). */
double vanity_search_judge (VanitySearch *search, const VanityLook *look);

/* The mean, over `weight` (size² values), of what is wanted and of the light on the face, linear.
 * FALSE where nothing counts. */
gboolean vanity_search_average (VanitySearch *search, const float *weight, float wanted[3],
                                float light[3]);

/* How much `look` alone covers each texel, or shines there, size² values: owned by the search,
 * until the next call. */
const float *vanity_search_get_coverage (VanitySearch *search, const VanityLook *look);

/* The colour of what lies there as a swatch (makeup/canvas.h), mean over `weight`, after that.
 * FALSE where nothing counts. */
gboolean vanity_search_get_swatch (VanitySearch *search, const float *weight, float swatch[3]);

/* Up to `steps` steps of Gauss–Newton, damped (Marquardt, 1963). Returns what is left. */
double vanity_search_improve (VanitySearch *search, VanityLook *look, const VanityKnob *knobs,
                              int n_knobs, int steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySearch, vanity_search_free)

G_END_DECLS
