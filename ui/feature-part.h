/* One part of the face, closed its most probable shape, opened everything that is known of it. */
#pragma once

#include "features/features.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_FEATURE_PART (vanity_feature_part_get_type ())
G_DECLARE_FINAL_TYPE (VanityFeaturePart, vanity_feature_part, VANITY, FEATURE_PART, GtkWidget)

VanityFeaturePart *vanity_feature_part_new (VanityPart part);
/* The part is not visible where nothing of it is known. */
void vanity_feature_part_set_features (VanityFeaturePart *part, const VanityFeatures *features);

G_END_DECLS
