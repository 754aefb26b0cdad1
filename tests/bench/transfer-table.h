/* What came of many pairs, in a few numbers. */
#pragma once

#include "transfer-draw.h"
#include "transfer/readout.h"

G_BEGIN_DECLS

/* One way of copying makeup, tried on all pairs. */
typedef struct
{
  const char *name;
  VanityReadout *readouts; /* one for each pair */
} TableColumn;

typedef struct
{
  const VanityDataset *set;
  GArray *pairs; /* DrawnPair */
  const TableColumn *columns;
  int n_columns;
} Table;

/* All numbers of all columns, and then those of column `judged` beside what is wanted. */
void table_print (const Table *table, int judged);

G_END_DECLS
