/* Masks of heads in files, drawn or checked by hand: paletted PNGs of VANITY_HEAD_MASK_SIDE² cells
 * over the whole photo, whose longer side is that long; what lies beyond the shorter one is
 * background. */
#pragma once

#include "head/head-map.h"

G_BEGIN_DECLS

#define VANITY_HEAD_MASK_SIDE 256

/* The colour of each class, encoded sRGB. */
extern const guint8 vanity_head_mask_palette[VANITY_HEAD_N_CLASSES][3];

/* A VanityHeadClass for each cell into `label`. VANITY_ERROR_FORMAT where the picture has another
 * size, or a colour that is no class's; and where it cannot be read. */
gboolean vanity_head_mask_load (const char *path, guint8 *label, GError **error);

G_END_DECLS
