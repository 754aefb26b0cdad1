/* What the colours of a picture of evidence mean. */
#pragma once

#include "analysis/evidence.h"

G_BEGIN_DECLS

/* Draws the legend into the lower left corner of `picture`: sRGB, 8 bits. */
void vanity_evidence_draw_legend (const VanityEvidence *evidence, VanityImage *picture);

/* Of a class of the head: 8-bit sRGB and how much it covers. */
void vanity_evidence_get_class_color (VanityHeadClass class, guint8 rgba[4]);
/* What the class is called, translated. */
const char *vanity_evidence_get_class_label (VanityHeadClass class);

G_END_DECLS
