/* The photos whose makeup can be worn, as pictures of the faces in them. */
#pragma once

#include "app/mix.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SOURCE_STRIP (vanity_source_strip_get_type ())
G_DECLARE_FINAL_TYPE (VanitySourceStrip, vanity_source_strip, VANITY, SOURCE_STRIP, GtkWidget)

/* Shows `sources` (VanitySource); those that `mix` (NULL: none) has anything of are marked. Signal
 * "chosen" (VanitySource *). */
void vanity_source_strip_set_sources (VanitySourceStrip *strip, GPtrArray *sources,
                                      const VanityMix *mix);
void vanity_source_strip_set_reading (VanitySourceStrip *strip, gboolean reading);

/* A round picture of a source, `size` units wide. */
GtkWidget *vanity_source_picture_new (const VanitySource *source, int size);

G_END_DECLS
