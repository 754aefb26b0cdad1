/* LayerNormalization's parameters, for the way back. */
#pragma once

#include <glib.h>

typedef struct
{
  float epsilon;
  gint64 length; /* elements that are normalised together: the last ones */
} VanityLayerNormalizationParams;
