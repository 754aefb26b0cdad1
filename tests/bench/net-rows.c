#include "networks.h"

static void
add_row (Net *net, int channels, int side, int kernel, int group)
{
  VanityValueId x = net_add_input (net, channels, side, side);

  net_add_output (
      net, net_conv (net, x,
                     &(NetConv){ channels, kernel, 1, kernel / 2, .group = group, .bias = TRUE }));
}

void
networks_add_row_3x3_64 (Net *net)
{
  add_row (net, 64, 128, 3, 1);
}

void
networks_add_row_3x3_256 (Net *net)
{
  add_row (net, 256, 64, 3, 1);
}

void
networks_add_row_1x1_256 (Net *net)
{
  add_row (net, 256, 32, 1, 1);
}

void
networks_add_row_depthwise_64 (Net *net)
{
  add_row (net, 64, 128, 3, 64);
}
