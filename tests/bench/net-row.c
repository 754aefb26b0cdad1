#include "networks.h"

void
networks_add_row (Net *net, const NetworkRow *row)
{
  NetConv conv = { row->channels, row->kernel, 1, row->kernel / 2, row->group, TRUE };
  VanityValueId x = net_add_input (net, row->channels, row->side, row->side);

  net_add_output (net, net_conv (net, x, &conv));
}
