/* Colours by their place in CIE Lab: a k-d tree (Bentley 1975) that is asked for the nearest by
 * CIEDE2000. That is no distance of the space, but is never less than a bound that follows from the
 * space: see color-tree.c. So what is found is exactly what looking at every colour would find. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

typedef struct
{
  VanityLab lab;
  guint32 item; /* what has the colour; may have several */
} VanityColorPoint;

typedef struct
{
  guint32 item;
  double delta_e;
} VanityColorMatch;

typedef struct _VanityColorTree VanityColorTree;

/* Of finite colours. */
VanityColorTree *vanity_color_tree_new (const VanityColorPoint *points, guint n_points);
void vanity_color_tree_free (VanityColorTree *tree);

/* The `n` items nearest to `lab`, each once, the nearest first, of equal ones the lower number;
 * only those with `admitted[item]` not 0 (NULL: all). An array of VanityColorMatch. */
GArray *vanity_color_tree_search (const VanityColorTree *tree, VanityLab lab,
                                  const guint8 *admitted, guint n);

/* What CIEDE2000 between `lab` and any colour of the box is at least. */
double vanity_color_bound (VanityLab lab, VanityLab low, VanityLab high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityColorTree, vanity_color_tree_free)

G_END_DECLS
