/* PyTorch in a process of its own, started when $VANITY_TORCH_ROWS names torch-rows.py. */
#pragma once

#include "networks.h"

G_BEGIN_DECLS

gboolean torch_is_available (void);
/* "1.13.1" */
const char *torch_get_version (void);

/* Lets it convolve for a turn; the quickest run in ms. */
double torch_take_turn (const NetworkRow *row, int threads, gboolean channels_last);

G_END_DECLS
