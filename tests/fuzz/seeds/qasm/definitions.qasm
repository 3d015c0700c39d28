OPENQASM 2.0;
include "qelib1.inc";
gate rzx2(t) a,b { h b; cx a,b; rz(-t/2+sin(pi/3)^2) b; cx a,b; h b; }
gate pair(t,u) a,b { rzx2(t*u) a,b; barrier a; rzx2(t-u) b,a; }
qubit[2] q; qubit[2] r; bit[2] c;
pair(1.5e-1,+2) q,r;
ccx q[0],q[1],r[0]; cu(1,2,3,4) q[1],r[1]; c3x q[0],q[1],r[0],r[1];
reset r;
c[0] = measure q[0];
if(c==2) cswap q[0],r[0],q[1];
measure r -> c;
