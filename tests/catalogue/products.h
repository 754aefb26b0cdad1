/* Shades of real feeds to compare with, as they lie in $VANITY_SHARED/data/products. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *brand, *product; /* as vanity_text_fold () writes them, apostrophes left out */
  char *names[4];        /* what the shade may be called, folded the same way; NULL or unique */
  char *kind, *title,
      *text;   /* of makeup-api: type and kind; of both: product and shade as written */
  char *maker; /* the brand as written */
  char *color; /* as written */
} Product;

/* Product, of makeup-api.json and pudding-foundation-shades.csv; NULL where VANITY_SHARED names no
 * folder that has them. */
GPtrArray *products_read (void);

char *products_fold (const char *text);

G_END_DECLS
