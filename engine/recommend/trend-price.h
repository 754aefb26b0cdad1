/* Where a price lies among those of what it is proposed with. */
#pragma once

#include "catalogue/shade.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_PRICE_CLASS_UNKNOWN,
  VANITY_PRICE_CLASS_LOW,
  VANITY_PRICE_CLASS_MIDDLE,
  VANITY_PRICE_CLASS_HIGH,
} VanityPriceClass;

/* A plain value. */
typedef struct
{
  char currency[4]; /* "" where too few prices are known */
  gint64 low, high; /* minor units: the bounds of thirds */
} VanityPriceScale;

/* Of the prices of `shades` (VanityShade), in `currency` (NULL: in which most of them have one).
 * Fewer than nine prices, or of which the thirds do not differ, tell nothing. */
void vanity_price_scale_init (VanityPriceScale *scale, const GPtrArray *shades,
                              const char *currency);
/* UNKNOWN also where the shade has no price in that currency. */
VanityPriceClass vanity_price_scale_find (const VanityPriceScale *scale, const VanityShade *shade);

G_END_DECLS
