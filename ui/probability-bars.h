/* How likely each of a few answers is: a row each with its name, a bar and a percentage. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_PROBABILITY_BARS (vanity_probability_bars_get_type ())
G_DECLARE_FINAL_TYPE (VanityProbabilityBars, vanity_probability_bars, VANITY, PROBABILITY_BARS,
                      GtkWidget)

#define VANITY_PROBABILITY_MAX 16

VanityProbabilityBars *vanity_probability_bars_new (void);

/* What it is about, for assistive technology. */
void vanity_probability_bars_set_text (VanityProbabilityBars *bars, const char *text);

/* `labels` are for people, `values` in [0, 1], `n` up to VANITY_PROBABILITY_MAX. The likeliest come
 * first; of more than `shown` the rest is left out. */
void vanity_probability_bars_set (VanityProbabilityBars *bars, const char *const *labels,
                                  const float *values, int n, int shown);

G_END_DECLS
